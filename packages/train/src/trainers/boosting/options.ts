import type { KernelName } from './kernels/arena.ts'

/**
 * How {@link gradientBoosting} fits. Where nothing else is said the terms are those of the field, and defaults follow from measurements on small and large tables.
 *
 * @category Trainers
 * @since 0.1.0
 */
export interface GradientBoostingOptions {
  /**
   * What is minimised where the target is a number; labels are learnt by the log loss. `poisson` is for counts, and predicts through a logarithm.
   *
   * @defaultValue squared
   */
  readonly loss?: 'squared' | 'absolute' | 'quantile' | 'poisson' | undefined
  /** Which quantile the loss `quantile` predicts, above 0 and below 1. @defaultValue 0.5 */
  readonly quantile?: number | undefined
  /** Most rounds; each adds a tree, or one for each of several classes. @defaultValue 1000, and 100 without early stopping */
  readonly trees?: number | undefined
  /** What the output of each tree is multiplied with, above 0 to 1. @defaultValue 0.05, and 0.1 without early stopping */
  readonly learningRate?: number | undefined
  /** Most leaves of a tree, 2 to 131072. @defaultValue 31; with early stopping 4 below 1,000 rows and 8 below 5,000 */
  readonly maxLeaves?: number | undefined
  /** Most splits between root and leaf, from 1. @defaultValue as many as leaves allow */
  readonly maxDepth?: number | undefined
  /** Whether the leaf that gains most is split next, or the trees grow level by level. @defaultValue leaf-wise */
  readonly growth?: 'leaf-wise' | 'depth-wise' | undefined
  /** Fewest training rows in a leaf, from 1. @defaultValue 20 */
  readonly minRows?: number | undefined
  /** Least sum of hessians in a leaf, from 0. @defaultValue 0.001 */
  readonly minHessian?: number | undefined
  /** Penalty on the magnitude of leaf outputs, from 0. @defaultValue 0 */
  readonly l1?: number | undefined
  /** Penalty on the square of leaf outputs, from 0. @defaultValue 0; with early stopping 5 below 5,000 rows */
  readonly l2?: number | undefined
  /** A split must gain more than this, from 0, in the units of the loss, twice. @defaultValue 0 */
  readonly minGain?: number | undefined
  /** Share of rows that each round learns from, drawn anew (bagging), above 0 to 1. @defaultValue 0.75, and 1 without early stopping */
  readonly rowShare?: number | undefined
  /** Share of features that each tree may read, above 0 to 1. @defaultValue 1 */
  readonly featureShare?: number | undefined
  /** Share of the tree's features that each node may read, above 0 to 1. @defaultValue 1; with early stopping 0.5 below 5,000 rows */
  readonly featureShareByNode?: number | undefined
  /** Whether each node tries one random threshold a feature instead of all. @defaultValue false */
  readonly extraRandom?: boolean | undefined
  /** Most bins of a feature, 2 to 255. @defaultValue 63 up to 20,000 rows, 255 above */
  readonly maxBins?: number | undefined
  /** How features of categories are split. */
  readonly categories?: CategorySplitOptions | undefined
  /** By name of the feature: 1 where predictions may never fall as it rises, -1 where they may never rise. Not with `absolute` and `quantile`, nor for several classes. */
  readonly monotone?: Readonly<Record<string, 1 | -1>> | undefined
  /** Groups of feature names: only features of one group meet on a path from root to leaf. Features in no group form one more. @defaultValue all may meet */
  readonly interactions?: readonly (readonly string[])[] | undefined
  /** When to stop before all rounds are done, keeping the best; false never stops. @defaultValue as {@link EarlyStoppingOptions} */
  readonly earlyStopping?: false | EarlyStoppingOptions | undefined
  /** Threads, 1 to 64; the model does not depend on them. @defaultValue 1 below a million cells, above as many as the machine runs at a time, at most 4 */
  readonly threads?: number | undefined
  /** Which implementation of the hot loops runs; both give the same model. @defaultValue the fastest that the machine can run */
  readonly kernel?: 'auto' | KernelName | undefined
}

/**
 * How {@link gradientBoosting} splits a feature of categories: sorted by their gradients, the first or last ones go left.
 *
 * @category Trainers
 * @since 0.1.0
 */
export interface CategorySplitOptions {
  /** Added to the hessians of each category before they are sorted; categories of fewer rows go right. From 0. @defaultValue 10 */
  readonly smoothing?: number | undefined
  /** Penalty on the square of outputs, added to `l2`, from 0. @defaultValue 10 */
  readonly l2?: number | undefined
  /** Most categories that go left, from 1. @defaultValue 32 */
  readonly limit?: number | undefined
  /** Fewest rows between two sets that are tried, from 1. @defaultValue 100 */
  readonly minRows?: number | undefined
  /** Up to so many categories in a node, each is tried against the rest instead, without `smoothing` and `l2` of categories. @defaultValue 4 */
  readonly oneHotLimit?: number | undefined
}

/**
 * How {@link gradientBoosting} finds the best number of rounds: on the validation rows where the data have some; otherwise, below `crossValidateBelow` rows, by an inner
 * cross-validation, after which all rows are fitted; otherwise on a share of the rows that is held out. Seeded, and stratified where the target has classes. A fit that goes on
 * `from` another stops early on validation rows only.
 *
 * @category Trainers
 * @since 0.1.0
 */
export interface EarlyStoppingOptions {
  /** Rounds without a better loss after which it stops, from 1. @defaultValue 50 */
  readonly rounds?: number | undefined
  /** Share of rows to hold out, above 0 and below 1. @defaultValue 0.1 */
  readonly share?: number | undefined
  /** Folds of the inner cross-validation, 2 to 20. @defaultValue 5 */
  readonly folds?: number | undefined
  /** Rows below which it cross-validates; 0 for never. @defaultValue 5000 */
  readonly crossValidateBelow?: number | undefined
}
