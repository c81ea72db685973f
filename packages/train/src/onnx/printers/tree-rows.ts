import type { TreeEnsemble } from '@millrace/core'
import type { TreeRow } from './tree-attributes.ts'

/** The nodes of an ensemble tree by tree, parents first, left before right; a leaf says how many came before it. */
export function* walkNodes({ roots, feature, left, right }: TreeEnsemble): Generator<{ readonly tree: number; readonly index: number }> {
  for (const [tree, root] of roots.entries()) {
    const open = [root]
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      yield { tree, index }
      if (feature[index]! >= 0) open.push(right[index]!, left[index]!)
    }
  }
}

/** The values of the leaves, in the order of the walk. */
export function valuesOfLeaves(trees: TreeEnsemble): Float64Array {
  const values: number[] = []
  for (const { index } of walkNodes(trees)) if (trees.feature[index]! < 0) values.push(trees.value[index]!)
  return Float64Array.from(values)
}

/** What a split compares once categories are columns of their own. */
export type Compare = (index: number) => { readonly feature: number; readonly threshold: number }

/** The rows of a `TreeEnsembleRegressor`, whose first leaf comes after `before` others. */
export function treeRows(trees: TreeEnsemble, compare: Compare, before: number): TreeRow[] {
  const { feature, left, right, missingLeft } = trees
  // A parent comes before its children, so their numbers are known when it is their turn.
  const numbers = new Int32Array(feature.length)
  const rows: TreeRow[] = []
  let last = 0
  let leaves = before
  for (const { tree, index } of walkNodes(trees)) {
    const node = numbers[index]!
    if (node === 0) last = 0
    if (feature[index]! < 0) {
      rows.push({ tree, node, leaf: leaves++ })
      continue
    }
    const children = { left: ++last, right: ++last }
    numbers[left[index]!] = children.left
    numbers[right[index]!] = children.right
    rows.push({ tree, node, ...compare(index), ...children, missingLeft: missingLeft[index]! })
  }
  return rows
}
