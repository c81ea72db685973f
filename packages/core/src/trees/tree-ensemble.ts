/**
 * Sets of category codes, as bits.
 *
 * @category Trees
 * @since 0.1.0
 */
export interface CategorySets {
  /** Index of each node's set; -1 where the split compares a number, and at a leaf. */
  readonly set: Int32Array
  /** Where each set starts among the words; one more element than there are sets. */
  readonly start: Int32Array
  /** The bits: code c is in a set where bit c % 32 of its word floor(c / 32) is 1; beyond its words nothing is. */
  readonly words: Int32Array
}

/**
 * Decision trees as parallel arrays, one element a node: what a `trees` node of a graph holds, and what its side files are.
 *
 * A row walks from the root to a leaf: at an inner node `x <= threshold` goes left and anything greater goes right, compared in float64; where the node has a set of
 * categories, `trunc(x)` in the set goes left and anything else right, negative and infinite numbers too; null (NaN) goes where `missingLeft` says. The output is `base + sum` for `'sum'` and `base + sum / trees` for `'mean'`, where `sum` starts at 0 and adds the leaf values tree by tree,
 * in the order of `roots`. The order is part of the meaning: every execution gives the same bits.
 *
 * Thresholds are float64, so splits of other conventions are exact too: LightGBM's `x <= t` as it stands; `x < t` as `x <= predecessor(t)`, which serves
 * ml-random-forest, and XGBoost where the features are float32 values.
 *
 * A child's index is greater than its parent's, so trees are acyclic by construction. Every node belongs to exactly one tree.
 *
 * @see {@link buildTrees} which makes it from nested nodes, {@link checkTrees} which checks one that was read
 * @category Trees
 * @since 0.1.0
 */
export interface TreeEnsemble {
  /** Index of each tree's first node, in order of summation. */
  readonly roots: Int32Array
  /** Index of the argument that is compared; -1 at a leaf. */
  readonly feature: Int32Array
  /** `x <= threshold` goes left; 0 at a leaf. */
  readonly threshold: Float64Array
  /** Index of the left child; -1 at a leaf. */
  readonly left: Int32Array
  /** Index of the right child; -1 at a leaf. */
  readonly right: Int32Array
  /** 1 where null goes left, otherwise 0. */
  readonly missingLeft: Uint8Array
  /** Output of a leaf; at an inner node what it would output as a leaf, 0 unless known. */
  readonly value: Float64Array
  /** Training weight that reached the node; explanations rest on it. */
  readonly cover: Float64Array
  /** By how much the split lowered the training loss; 0 at a leaf and where it is not known. */
  readonly gain: Float64Array
  /** Sets of categories; absent where all splits compare numbers. */
  readonly categories?: CategorySets
  /** Added once to the aggregate. */
  readonly base: number
  /** How leaf values make one number. */
  readonly aggregate: 'sum' | 'mean'
}
