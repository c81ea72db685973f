import type { SpecNode } from '../expression/expr.ts'
import type { FeatureMap } from '../expression/features.ts'

/** A spec node that must be learnt. */
export type Learner = Extract<SpecNode, { readonly kind: 'transform' | 'group' }>

/** A learner with the first feature that uses it. */
export interface NamedLearner {
  readonly learner: Learner
  readonly feature: string
}

/** Every learner of the features, each after those it rests on. */
export function collectLearners(features: FeatureMap): NamedLearner[] {
  const learners: NamedLearner[] = []
  const seen = new Set<SpecNode>()
  const visit = (node: SpecNode, feature: string) => {
    if (seen.has(node)) return
    seen.add(node)
    if (node.kind === 'operation') {
      if ('args' in node.operation) for (const argument of node.operation.args) visit(argument, feature)
    } else if (node.kind !== 'symbol') {
      visit(node.input, feature)
      learners.push({ learner: node, feature })
    }
  }
  for (const [feature, { node }] of Object.entries(features)) visit(node, feature)
  return learners
}
