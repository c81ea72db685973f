import type { TaskKind, Trainer } from '@millrace/core'
import { defineForest, type ForestKind } from './define-forest.ts'
import type { TreeOptions } from './forest-options.ts'

const kind: ForestKind = {
  factory: 'decisionTree',
  name: 'decision-tree',
  randomSplits: false,
  maxFeatures: { classes: 1, numbers: 1 },
  defaults: { trees: 1, bootstrap: false },
}

/**
 * One decision tree, grown from all rows: small enough to be read where its depth or its leaves are limited.
 *
 * Unless `maxFeatures` is given it looks at all features of each split and does not depend on the seed. All else is as in {@link randomForest}.
 *
 * @param options - size of the tree
 * @returns a trainer, which accepts null features
 * @throws RangeError when an option is out of range; fitting throws as that of {@link randomForest}
 * @see Breiman, Friedman, Olshen and Stone, Classification and Regression Trees, 1984
 * @example
 * ```ts
 * import { decisionTree } from '@millrace/train'
 *
 * const features = [Float64Array.of(1, 2, 3, 4)]
 * const { operations } = await decisionTree().fit({ features, names: ['x'], target: Float64Array.of(0, 0, 1, 1) }, { seed: 7 })
 * const [tree] = operations
 * tree?.op === 'trees' && tree.trees.threshold[0] // => 2.5
 * ```
 * @category Trainers
 * @since 0.1.0
 */
export const decisionTree = (options: TreeOptions = {}): Trainer<true, TaskKind> => defineForest(kind, options)
