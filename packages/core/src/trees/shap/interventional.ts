import type { TreeEnsemble } from '../tree-ensemble.ts'
import type { TreesExplainer } from './explain-trees.ts'
import { pairwiseAdder } from './pairwise.ts'
import { noteSides, type ShapTree, shapTree } from './shap-tree.ts'

/**
 * Exact interventional TreeSHAP: the Shapley values of the game in which features that are not known take the values of a background row, averaged over these rows.
 *
 * For a row and a background row only splits at which the two part matter. On a path, U features take the row's side against the background row's, and V the other way; a
 * leaf of value v then counts `v (U-1)! V! / (U+V)!` for each of the first and minus `v U! (V-1)! / (U+V)!` for each of the second.
 *
 * @see Lundberg et al., From local explanations to global understanding with explainable AI for trees, Nature Machine Intelligence 2 (2020), algorithm 3
 */
export function interventionalExplainer(ensemble: TreeEnsemble, background: readonly Float64Array[]): TreesExplainer {
  const features = background.length
  const rows = background[0]?.length ?? 0
  const trees = Array.from(ensemble.roots, (root) => shapTree(ensemble, root))
  const sides = trees.map((tree) => {
    const left = new Uint8Array(rows * tree.nodes.length)
    for (let row = 0; row < rows; row++) noteSides(ensemble, tree, background, row, left, row * tree.nodes.length)
    return left
  })
  const widest = (size: (tree: ShapTree) => number) => trees.reduce((most, tree) => Math.max(most, size(tree)), 0)
  const add = pairwiseAdder(
    ensemble.feature,
    features,
    widest(({ width }) => width),
  )
  const own = new Uint8Array(widest(({ nodes }) => nodes.length))
  let base = 0
  trees.forEach((tree, index) => {
    for (let row = 0; row < rows; row++) base += leafValue(tree, sides[index]!, row * tree.nodes.length) / rows
  })
  return {
    base: base + ensemble.base,
    explain(columns, start, count, out) {
      out.fill(0, 0, count * features)
      trees.forEach((tree, index) => {
        const splits = tree.nodes.length
        if (splits === 0) return
        const pair = { own, other: sides[index]!, otherAt: 0, weight: 1 / rows }
        for (let row = 0; row < count; row++) {
          noteSides(ensemble, tree, columns, start + row, own)
          for (pair.otherAt = 0; pair.otherAt < rows * splits; pair.otherAt += splits) add(tree, pair, out, row * features)
        }
      })
    },
  }
}

/** The value of the leaf that the sides lead to. */
function leafValue({ nodes, children, values, mean }: ShapTree, left: Uint8Array, at: number): number {
  if (nodes.length === 0) return mean
  let side = 1 - left[at]!
  while (children[side] !== -1) side = 2 * children[side]! + 1 - left[at + children[side]!]!
  return values[side]!
}
