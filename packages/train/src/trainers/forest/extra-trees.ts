import type { TaskKind, Trainer } from '@millrace/core'
import { defineForest, type ForestKind } from './define-forest.ts'
import type { ForestOptions } from './forest-options.ts'

const kind: ForestKind = {
  factory: 'extraTrees',
  name: 'extra-trees',
  randomSplits: true,
  maxFeatures: { classes: 'sqrt', numbers: 1 },
  defaults: { trees: 100, bootstrap: false },
}

/**
 * Extremely randomised trees: a forest whose splits are drawn, one for each feature that was drawn, of which the best is taken; by default each tree is grown from all rows.
 *
 * A number is drawn evenly between the lowest and the highest bin ({@link bin}) of a node, and the bins are parted there; categories are split by any set of those that
 * a node has. All else is as in {@link randomForest}.
 *
 * @param options - number and size of trees, and what they are drawn from
 * @returns a trainer, which accepts null features
 * @throws RangeError when an option is out of range; fitting throws as that of {@link randomForest}
 * @see Geurts, Ernst and Wehenkel, Extremely randomized trees, Machine Learning 63, 2006
 * @example
 * ```ts
 * import { extraTrees } from '@millrace/train'
 *
 * const features = [Float64Array.from({ length: 60 }, (_, row) => row)]
 * const target = features[0]!.map((value) => value ** 2)
 * const data = { features, names: ['x'], target, task: { kind: 'regression' } } as const
 * const { scale } = await extraTrees({ trees: 20 }).fit(data, { seed: 7 })
 * scale // => 'value'
 * ```
 * @category Trainers
 * @since 0.1.0
 */
export const extraTrees = (options: ForestOptions = {}): Trainer<true, TaskKind> => defineForest(kind, options)
