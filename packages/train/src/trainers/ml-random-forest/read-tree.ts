import { predecessor, type TreeNode } from '@millrace/core'

/** A node of ml-cart as its JSON has it. */
export interface CartNode {
  readonly splitColumn?: number
  readonly splitValue?: number
  readonly left?: CartNode
  readonly right?: CartNode
  /** One row of class shares, as long as the greatest class of the leaf. */
  readonly distribution?: readonly (readonly number[])[]
}

/**
 * Turns a tree of ml-cart into ours: `x < t` becomes `x <= predecessor(t)`, a leaf's value is its share of class 1, and cover is counted by sending the training rows
 * through, since ml-cart keeps none.
 *
 * @param root - the tree
 * @param columns - index of the feature behind each column that the tree saw
 * @param features - all training columns
 */
export function readTree(root: CartNode, columns: readonly number[], features: readonly Float64Array[]): TreeNode {
  const all = Int32Array.from({ length: features[0]?.length ?? 0 }, (_, row) => row)
  return read(root, all)

  function read(node: CartNode, rows: Int32Array): TreeNode {
    const { left, right, splitColumn, splitValue, distribution } = node
    if (left === undefined || right === undefined) return { value: distribution?.[0]?.[1] ?? 0, cover: rows.length }
    const feature = columns[splitColumn!]!
    const values = features[feature]!
    return {
      feature,
      threshold: predecessor(splitValue!),
      missingLeft: false,
      cover: rows.length,
      left: read(
        left,
        rows.filter((row) => values[row]! < splitValue!),
      ),
      right: read(
        right,
        rows.filter((row) => !(values[row]! < splitValue!)),
      ),
    }
  }
}
