import type { OutOfBag } from './out-of-bag/out-of-bag.ts'

/**
 * How a tree grows, of {@link randomForest}, {@link extraTrees} and {@link decisionTree}.
 *
 * @category Trainers
 * @since 0.1.0
 */
export interface TreeOptions {
  /** What a split is to lower, for classes: the Gini impurity or the entropy; for numbers it is always the squared error. @defaultValue 'gini' */
  readonly criterion?: 'gini' | 'entropy' | undefined
  /**
   * Features that each split is chosen from: a share in (0, 1], or the square root or binary logarithm of their number. Where none of them can be split, others are
   * looked at. @defaultValue 'sqrt' for classes in forests, otherwise 1
   */
  readonly maxFeatures?: number | 'sqrt' | 'log2' | undefined
  /** Most splits between the root and a leaf, 1 to 1,024. @defaultValue 1,024 */
  readonly maxDepth?: number | undefined
  /** Most leaves, at least 2: the split of most gain comes first. @defaultValue as many as there are rows */
  readonly maxLeaves?: number | undefined
  /** Least rows of a leaf; rows that were drawn more than once count so often. @defaultValue 1 */
  readonly minRowsLeaf?: number | undefined
  /** Least rows of a node that is split. @defaultValue 2 */
  readonly minRowsSplit?: number | undefined
  /** Least fall of the criterion by a split, times the share of the tree's weight that reaches it. @defaultValue 0 */
  readonly minGain?: number | undefined
  /** Most bins of a column of numbers, 2 to 255: thresholds lie between bins. @defaultValue 255 */
  readonly maxBins?: number | undefined
}

/**
 * How {@link randomForest} and {@link extraTrees} grow.
 *
 * @category Trainers
 * @since 0.1.0
 */
export interface ForestOptions extends TreeOptions {
  /** Number of trees, 1 to 10,000. @defaultValue 100 */
  readonly trees?: number | undefined
  /** Whether rows are drawn with replacement, for each tree anew. @defaultValue true for randomForest, false for extraTrees */
  readonly bootstrap?: boolean | undefined
  /** Rows that are drawn for a tree, as a share of all, in (0, 1]. @defaultValue 1 */
  readonly rowShare?: number | undefined
  /**
   * Whether the diagnostics tell how good the forest is on rows that trees were not grown from, under `outOfBag`; only where a tree is not grown from all rows.
   *
   * @defaultValue false, or true where `onOutOfBag` is given
   */
  readonly outOfBag?: boolean | undefined
  /** Is given what the trees that a row was left out by answer for it. */
  readonly onOutOfBag?: ((outOfBag: OutOfBag) => void) | undefined
  /** Threads that trees are grown in, 1 to 64; the forest does not depend on them. @defaultValue 1 below a million cells, otherwise as many as the machine runs at a time, at most 4 */
  readonly threads?: number | undefined
}
