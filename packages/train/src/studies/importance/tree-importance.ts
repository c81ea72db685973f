import { columnsRead, featurePrefix, MillraceError, type Model, type TaskKind } from '@millrace/core'

/**
 * How much the trees of a model use one feature.
 *
 * @category Studies
 * @since 0.1.0
 */
export interface TreeImportance {
  /** Name of the feature. */
  readonly feature: string
  /** The input columns that it is made of. */
  readonly columns: readonly string[]
  /** By how much its splits lowered the training loss, as a share of what all splits did; 0 to 1. */
  readonly gain: number
  /** Number of splits that read it. */
  readonly splits: number
}

/**
 * How often the trees of a model split by each feature, and what that gained in training.
 *
 * Both are of the training rows and favour features of many values, noise among them: prefer `permutationImportance` on held-out rows where it can be had.
 *
 * @param model - a model of trees; one that was imported without gains has 0 for all
 * @returns every feature that an estimator reads, the largest gain first
 * @throws MillraceError `E_IMPORTANCE_UNSUPPORTED` when the model has no trees
 * @see L. Breiman et al., Classification and regression trees (1984), section 5.3.4
 * @example
 * ```ts
 * import { defineFeatures, fromRows } from '@millrace/core'
 * import { binary, decisionTree, defineModel, train, treeImportance } from '@millrace/train'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number(), age: z.number(), repaid: z.enum(['yes', 'no']) })
 * const features = defineFeatures(Loan, ({ income, age }) => ({ income, age }))
 * const spec = defineModel({ name: 'repayment', features, target: binary('repaid', { positive: 'yes' }), trainer: decisionTree({ maxDepth: 1 }) })
 * const loans = fromRows(Loan, Array.from({ length: 40 }, (_, i) => ({ income: i, age: 30, repaid: i < 20 ? 'no' : 'yes' })))
 * const [first, second] = treeImportance(await train(spec, loans, { seed: 7 }))
 * first // => { feature: 'income', columns: ['income'], gain: 1, splits: 1 }
 * second?.splits // => 0
 * ```
 * @category Studies
 * @since 0.1.0
 */
export function treeImportance(model: Model<never, unknown, TaskKind>): readonly TreeImportance[] {
  const { nodes, outputs } = model.definition.graph
  const names = new Map(
    [...outputs].flatMap(([name, node]) => (name.startsWith(featurePrefix) ? [[node, name.slice(featurePrefix.length)]] : [])),
  )
  const byNode = new Map<number, { gain: number; splits: number }>()
  for (const node of nodes) {
    if (node.op !== 'trees') continue
    const { feature, gain } = node.trees
    for (const argument of node.args) if (!byNode.has(argument)) byNode.set(argument, { gain: 0, splits: 0 })
    for (let at = 0; at < feature.length; at++) {
      if (feature[at] === -1) continue
      const own = byNode.get(node.args[feature[at]!]!)!
      own.gain += gain[at]!
      own.splits++
    }
  }
  if (byNode.size === 0) {
    throw new MillraceError({
      code: 'E_IMPORTANCE_UNSUPPORTED',
      message: `treeImportance: the model '${model.name}' has no trees that read features; ask permutationImportance`,
      details: { model: model.name },
    })
  }
  const total = [...byNode.values()].reduce((sum, { gain }) => sum + gain, 0) || 1
  return Object.freeze(
    Array.from(byNode, ([node, { gain, splits }]) =>
      Object.freeze({
        feature: String(names.get(node) ?? `node ${node}`),
        columns: columnsRead(nodes, [node]),
        gain: gain / total,
        splits,
      }),
    ).sort((a, b) => b.gain - a.gain || b.splits - a.splits),
  )
}
