/**
 * Decision trees as parallel arrays, one element a node: what a `trees` node of a graph holds, and what its side files are.
 *
 * A row walks from the root to a leaf: at an inner node `x <= threshold` goes left and anything greater goes right, compared in float64; null (NaN) goes where
 * `missingLeft` says. The output is `base + sum` for `'sum'` and `base + sum / trees` for `'mean'`, where `sum` starts at 0 and adds the leaf values tree by tree,
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
  /** Added once to the aggregate. */
  readonly base: number
  /** How leaf values make one number. */
  readonly aggregate: 'sum' | 'mean'
}
