import type { StatisticsEngine } from '../contracts/statistics-engine.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import type { FitContext, Named } from '../expression/definition.ts'
import { type Expr, exprOf, type SpecNode } from '../expression/expr.ts'
import type { AnyFeatureSpec } from '../expression/features.ts'
import type { Graph } from '../graph/graph.ts'
import { graphBuilder } from '../graph/graph-builder.ts'
import type { Json } from '../json/json.ts'
import type { ColumnSource } from '../machine/machine.ts'
import type { WorkOptions } from '../progress/progress.ts'
import { askStatistics, type Question } from './ask-statistics.ts'
import { collectLearners, type Learner } from './learners.ts'
import { createLowering, type Learned } from './lowering.ts'
import { memoryEngine } from './memory-engine.ts'

/**
 * What fitting may know besides the columns.
 *
 * @category Fitting
 * @since 0.1.0
 */
export interface FitOptions extends WorkOptions {
  /** The target as a number, for learners that ask for it. */
  readonly target?: Expr<number | boolean | null> | undefined
  /** The stored fold number of a row, for learners with an out-of-fold training output. */
  readonly fold?: Expr<number | null> | undefined
  /** How many folds there are. @defaultValue 0 */
  readonly folds?: number | undefined
}

/**
 * What one learner learnt: kept for people and lineage, never executed.
 *
 * @category Fitting
 * @since 0.1.0
 */
export interface Provenance {
  /** The first feature that uses it. */
  readonly feature: string
  /** Name of the transform. */
  readonly kind: string
  /** Version of the transform. */
  readonly version: number
  /** What its factory was called with. */
  readonly params: Json
  /** What it learnt. */
  readonly state: Json
}

/**
 * Features after fitting: plain data.
 *
 * @category Fitting
 * @since 0.1.0
 */
export interface FittedFeatures {
  /** Names of the outputs: a feature's own, or `feature:output` for each of a group. */
  readonly names: readonly string[]
  /** The graph to store and serve. */
  readonly serving: Graph
  /** The graph for training rows, to be used once. */
  readonly training: Graph
  /** What was learnt, in the order of learning. */
  readonly learned: readonly Provenance[]
  /** The engine that was asked. */
  readonly engine: string
}

const contextSymbols = { target: Symbol('target'), fold: Symbol('fold') }

/**
 * Learns what the features must learn and resolves them into graphs.
 *
 * Fitting goes in rounds: every learner whose input is resolved asks its statistics in one request. Statistics are taken over the training outputs, so that
 * what learns from an encoded column sees it as training will.
 *
 * @param features - the spec
 * @param source - a table, or an engine that answers statistics of rows it never hands out
 * @param options - target and fold for learners that ask for them, `signal`, `progress`
 * @returns the serving graph, the training graph, and what was learnt
 * @throws MillraceError `E_FIT_NO_VALUES` when a statistic has no values to rest on, `E_FIT_STATE_INVALID` when a state is not finite JSON,
 * `E_FEATURES_INVALID` when output names repeat, `E_FIT_CONTEXT_MISSING` when a learner asks for a target or fold that was not given
 * @example
 * ```ts
 * import { defineFeatures, fit, fromRows, mul } from '@millrace/core'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const fitted = await fit(defineFeatures(Loan, ({ amount }) => ({ twice: mul(amount, 2) })), fromRows(Loan, [{ amount: 2 }]))
 * fitted.names // => ['twice']
 * ```
 * @category Fitting
 * @since 0.1.0
 */
export async function fit(features: AnyFeatureSpec, source: ColumnSource | StatisticsEngine, options: FitOptions = {}): Promise<FittedFeatures> {
  const engine = 'statistics' in source ? source : memoryEngine(source)
  const learned = new Map<SpecNode, Learned>()
  const symbols = new Map<symbol, SpecNode>()
  if (options.target) symbols.set(contextSymbols.target, options.target.node)
  if (options.fold) symbols.set(contextSymbols.fold, options.fold.node)
  const training = graphBuilder()
  const trainingLowering = createLowering(training, 'training', learned, symbols)
  const context = contextOf(options)
  const learners = collectLearners(features.features)
  const provenance: Provenance[] = []
  const pending = new Map(learners)
  while (pending.size > 0) {
    options.signal?.throwIfAborted()
    const ready = [...pending].filter(([learner]) => trainingLowering.lower(learner.input) !== undefined)
    const questions = ready.map(([learner, feature]) => questionOf(learner, feature, context))
    const answers = await askStatistics(engine, training, trainingLowering, questions, options)
    for (const [i, [learner, feature]] of ready.entries()) {
      const state = stateOf(learner, feature, answers[i]!)
      learned.set(learner, apply(learner, feature, state, context))
      const { kind, version, params = null } = learner.definition
      provenance.push(Object.freeze({ feature, kind, version, params, state }))
      pending.delete(learner)
    }
    options.progress?.({ task: 'fit features', done: learners.size - pending.size, total: learners.size, unit: 'learners' })
  }
  const serving = graphBuilder()
  const servingLowering = createLowering(serving, 'serving', learned, new Map())
  const outputs = namedOutputs(features, learned)
  return Object.freeze({
    names: Object.freeze(outputs.map(({ name }) => name)),
    serving: serving.build(outputs.map(({ name, serving: node }) => [name, servingLowering.lower(node)!])),
    training: training.build(outputs.map(({ name, training: node }) => [name, trainingLowering.lower(node)!])),
    learned: Object.freeze(provenance),
    engine: engine.name,
  })
}

function contextOf({ target, fold, folds = 0 }: FitOptions): FitContext {
  const symbolExpr = (name: 'target' | 'fold') => exprOf<number, never>({ kind: 'symbol', symbol: contextSymbols[name], name })
  return {
    get target() {
      return target ? symbolExpr('target') : missing('target')
    },
    get fold() {
      return fold ? symbolExpr('fold') : missing('fold')
    },
    folds,
  }
}

function missing(name: string): never {
  throw new MillraceError({
    code: 'E_FIT_CONTEXT_MISSING',
    message: `a transform learns from the ${name}, but fit was given none; train() gives it, or pass { ${name} } to fit`,
    details: { missing: name },
  })
}

const input = (learner: Learner) => exprOf(learner.input)

function questionOf(learner: Learner, feature: string, context: FitContext): Question {
  return { feature, kind: learner.definition.kind, needs: learner.definition.needs(input(learner), context) }
}

function stateOf({ definition }: Learner, feature: string, answers: Readonly<Record<string, unknown>>): Json {
  const state = definition.state(answers)
  const wrong = firstInvalid(state, 'state')
  if (wrong === null) return state
  throw new MillraceError({
    code: 'E_FIT_STATE_INVALID',
    message: `the transform '${definition.kind}' of feature '${feature}' learnt a state that is not finite JSON, at ${wrong}; where the column holds numbers so large that they overflow, clip or scale it first`,
    details: { feature, kind: definition.kind, path: wrong },
  })
}

function firstInvalid(value: unknown, path: string): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? null : path
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null
  if (typeof value !== 'object') return path
  for (const [key, item] of Object.entries(value)) {
    const wrong = firstInvalid(item, `${path}.${key}`)
    if (wrong !== null) return wrong
  }
  return null
}

function apply(learner: Learner, feature: string, state: Json, context: FitContext): Learned {
  const { definition } = learner
  const serving = definition.apply(input(learner), state)
  const training = definition.applyTraining?.(input(learner), state, context) ?? serving
  if (learner.kind === 'transform') return { serving: (serving as Expr<number>).node, training: (training as Expr<number>).node }
  if ((serving as Named).length === 0) {
    throw new MillraceError({
      code: 'E_FIT_NO_VALUES',
      message: `the group '${definition.kind}' of feature '${feature}' learnt no output, since every value is null; drop the feature or give null a column`,
      details: { feature, kind: definition.kind },
    })
  }
  const nodes = (named: Named) => named.map(([name, expr]) => [name, expr.node] as const)
  const names = (named: Named) => named.map(([name]) => name).join('\n')
  if (names(serving as Named) !== names(training as Named)) {
    throw invalidNames(`the group '${definition.kind}' of feature '${feature}' names other outputs for training than for serving`, feature)
  }
  return { serving: nodes(serving as Named), training: nodes(training as Named) }
}

function namedOutputs({ features }: AnyFeatureSpec, learned: ReadonlyMap<SpecNode, Learned>) {
  const outputs = Object.entries(features).flatMap(([name, { node }]) => {
    if (node.kind !== 'group') return [{ name, serving: node, training: node }]
    const became = learned.get(node)! as { readonly [K in keyof Learned]: readonly (readonly [string, SpecNode])[] }
    return became.serving.map(([part, serving], i) => ({ name: `${name}:${part}`, serving, training: became.training[i]![1] }))
  })
  const seen = new Set<string>()
  for (const { name } of outputs) {
    if (seen.has(name)) throw invalidNames(`two outputs of the features are called '${name}'; a group must name each once`, name)
    seen.add(name)
  }
  return outputs
}

function invalidNames(message: string, feature: string): MillraceError {
  return new MillraceError({ code: 'E_FEATURES_INVALID', message, details: { feature } })
}
