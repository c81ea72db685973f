import type { TaskKind, Trainer } from '@millrace/core'
import { defineForest, type ForestKind } from './define-forest.ts'
import type { ForestOptions } from './forest-options.ts'

const kind: ForestKind = {
  factory: 'randomForest',
  name: 'random-forest',
  randomSplits: false,
  maxFeatures: { classes: 'sqrt', numbers: 1 },
  defaults: { trees: 100, bootstrap: true },
}

/**
 * A random forest: trees that are each grown from rows drawn with replacement, whose splits are chosen among features drawn anew.
 *
 * Probabilities are the mean of the class shares in the leaves, values the mean of their means. Splits lie between bins of at most 255 a column ({@link bin}). Null goes
 * where the split gains more, and where a node has none, to the heavier side. Categories are split as sets: for two classes and for numbers along their mean target,
 * which finds the best set; for more classes along the shares of each of the four most frequent ones against all others. A node with fewer than 20 rows a category takes
 * the order of the root, since its own would be noise. What is no known category goes right.
 *
 * The forest is the same for any number of threads, and its first trees do not depend on how many follow. `diagnostics` hold `trees`, `nodes`, for each feature the number
 * of `splits` and its share of the `gain`, and `outOfBag` where asked for.
 *
 * @param options - number and size of trees, and what they are drawn from
 * @returns a trainer, which accepts null features
 * @throws RangeError when an option is out of range; fitting throws `E_FOREST_TOO_LARGE` beyond 16,777,216 nodes, `E_FEATURE_RANGE` where a feature is infinite,
 *   `E_TRAINING_EMPTY` where there are no rows or all weigh 0, and `E_WORKER_DIED` when a thread does
 * @see Breiman, Random Forests, Machine Learning 45, 2001
 * @example
 * ```ts
 * import { randomForest } from '@millrace/train'
 *
 * const features = [Float64Array.from({ length: 200 }, (_, row) => row)]
 * const target = features[0]!.map((value) => Number(value >= 100))
 * const forest = randomForest({ trees: 20, outOfBag: true })
 * const { scale, diagnostics } = await forest.fit({ features, names: ['x'], target }, { seed: 7 })
 * scale // => 'probability'
 * diagnostics.trees // => 20
 * ```
 * @category Trainers
 * @since 0.1.0
 */
export const randomForest = (options: ForestOptions = {}): Trainer<true, TaskKind> => defineForest(kind, options)
