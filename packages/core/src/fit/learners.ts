import type { SpecNode } from '../expression/expr.ts'
import type { FeatureMap } from '../expression/features.ts'

/** A spec node that must be learnt. */
export type Learner = Extract<SpecNode, { readonly kind: 'transform' | 'group' }>

/** Every learner of the features, each after those it rests on, with the first feature that uses it. */
export function collectLearners(features: FeatureMap): Map<Learner, string> {
  const learners = new Map<Learner, string>()
  const seen = new Set<SpecNode>()
  const visit = (node: SpecNode, feature: string) => {
    if (seen.has(node)) return
    seen.add(node)
    if (node.kind === 'operation') {
      if ('args' in node.operation) for (const argument of node.operation.args) visit(argument, feature)
    } else if (node.kind !== 'symbol') {
      visit(node.input, feature)
      learners.set(node, feature)
    }
  }
  for (const [feature, { node }] of Object.entries(features)) visit(node, feature)
  return learners
}
