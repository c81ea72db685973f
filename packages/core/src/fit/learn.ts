import { MillraceError } from '../errors/millrace-error.ts'
import type { FitContext, Named } from '../expression/definition.ts'
import { type Expr, exprOf, type SpecNode } from '../expression/expr.ts'
import { canonicalJson } from '../json/canonical-json.ts'
import type { Json } from '../json/json.ts'
import type { NamedLearner } from './learners.ts'
import type { Learned } from './lowering.ts'

/** The state that answers become; it must be finite JSON, for it is stored as provenance. */
export function stateOf({ learner: { definition }, feature }: NamedLearner, answers: Readonly<Record<string, unknown>>): Json {
  const state: Json = definition.state(answers)
  try {
    canonicalJson(state)
    return state
  } catch (cause) {
    const path = MillraceError.isInstance(cause) ? (cause.details.path ?? '') : ''
    throw new MillraceError({
      code: 'E_FIT_STATE_INVALID',
      message: `the transform '${definition.kind}' of feature '${feature}' learnt a state that is not finite JSON, at '${path}'; where the column's numbers overflow, clip or scale it first`,
      details: { feature, kind: definition.kind, path },
      cause,
    })
  }
}

/** What the state turns the learner into, for serving and for training rows. */
export function applyState({ learner, feature }: NamedLearner, state: Json, context: FitContext): Learned {
  const { definition } = learner
  const x = exprOf(learner.input)
  const serving = definition.apply(x, state)
  const training = definition.applyTraining?.(x, state, context) ?? serving
  if (learner.kind === 'transform') {
    const nodes = { serving: (serving as Expr<number>).node, training: (training as Expr<number>).node }
    for (const node of Object.values(nodes)) requireLearnt(node, { learner, feature })
    return nodes
  }
  if ((serving as Named).length === 0) {
    const message = `the group '${definition.kind}' of feature '${feature}' learnt no output, since every value is null; drop the feature or give null a column`
    throw new MillraceError({ code: 'E_FIT_NO_VALUES', message, details: { feature, kind: definition.kind } })
  }
  const nodes = (named: Named) => named.map(([name, { node }]) => [name, requireLearnt(node, { learner, feature })] as const)
  const names = (named: Named) => JSON.stringify(named.map(([name]) => name))
  if (names(serving as Named) !== names(training as Named)) {
    const message = `the group '${definition.kind}' of feature '${feature}' names other outputs for training than for serving`
    throw new MillraceError({ code: 'E_FEATURES_INVALID', message, details: { feature } })
  }
  return { serving: nodes(serving as Named), training: nodes(training as Named) }
}

/** Refuses another transform inside `apply`: nothing would ever learn it. What the learner reads is learnt already. */
function requireLearnt(root: SpecNode, { learner, feature }: NamedLearner): SpecNode {
  const open = [root]
  const seen = new Set<SpecNode>([learner.input])
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue
    seen.add(node)
    if (node.kind === 'transform' || node.kind === 'group') {
      throw new TypeError(
        `the transform '${learner.definition.kind}' of feature '${feature}' applies the transform '${node.definition.kind}' inside its own; join them with pipe`,
      )
    }
    if (node.kind === 'operation' && 'args' in node.operation) open.push(...node.operation.args)
  }
  return root
}
