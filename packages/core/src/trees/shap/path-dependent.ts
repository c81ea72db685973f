import type { TreeEnsemble } from '../tree-ensemble.ts'
import type { TreesExplainer } from './explain-trees.ts'
import { factorTables, holds, lostAbove, lostHere, type PathTree, pathTree, runs, writeFactors } from './path-factors.ts'
import { noteSides, shapTree } from './shap-tree.ts'

/**
 * Exact path-dependent TreeSHAP.
 *
 * On the way to a leaf of value v each feature k has the share z of the training weight that takes its side at all its splits, and an indicator o of whether the row
 * does. The Shapley value of feature j in that leaf's game is `v (o_j - z_j) ∫ Π_{k≠j} (t o_k + (1 - t) z_k) dt` over t from 0 to 1, since
 * `∫ t^a (1-t)^b dt = a! b! / (a+b+1)!` is Shapley's weight. The integrand is a polynomial, so that Gauss' quadrature with half as many points as there are features
 * on the path gives it exactly. For each point the product is carried down the tree and the sum over the leaves up again: the work is splits times points, all terms
 * are bounded, and nothing is divided by what may be small.
 *
 * @see Lundberg et al., From local explanations to global understanding with explainable AI for trees, Nature Machine Intelligence 2 (2020), algorithm 2; Yu et al., Linear
 * TreeShap, NeurIPS 2022, for the sums over leaves
 */
export function pathDependentExplainer(ensemble: TreeEnsemble, features: number): TreesExplainer {
  const all = Array.from(ensemble.roots, (root) => shapTree(ensemble, root))
  const base = all.reduce((sum, { mean }) => sum + mean, ensemble.base)
  const hasRoom = factorTables()
  const trees = all.filter(({ nodes }) => nodes.length > 0).map((tree) => pathTree(tree, hasRoom))
  const largest = (size: (tree: PathTree) => number) => trees.reduce((most, tree) => Math.max(most, size(tree)), 0)
  const scratch: Scratch = {
    left: new Uint8Array(largest(({ tree }) => tree.nodes.length)),
    state: new Uint8Array(largest(({ tree }) => tree.nodes.length)),
    down: new Float64Array(largest(({ tree, points }) => tree.nodes.length * points)),
    up: new Float64Array(largest(({ tree, points }) => tree.nodes.length * points)),
    factors: new Float64Array(runs * largest(({ points }) => points)),
  }
  return {
    base,
    explain(columns, start, count, out) {
      out.fill(0, 0, count * features)
      for (const prepared of trees) {
        for (let row = 0; row < count; row++) {
          noteSides(ensemble, prepared.tree, columns, start + row, scratch.left)
          carryDown(prepared, scratch, out, row * features, ensemble.feature)
          carryUp(prepared, scratch, out, row * features, ensemble.feature)
        }
      }
    },
  }
}

interface Scratch {
  readonly left: Uint8Array
  readonly state: Uint8Array
  readonly down: Float64Array
  readonly up: Float64Array
  /** The factors of one side, where no table holds them. */
  readonly factors: Float64Array
}

/** Carries products down to the leaves, and adds what the sides of leaves contribute. */
function carryDown(prepared: PathTree, scratch: Scratch, out: Float64Array, at: number, feature: Int32Array): void {
  const { tree, points, lost, table } = prepared
  const { nodes, children, above } = tree
  const { left, state, down, up } = scratch
  const { weights } = prepared.quadrature
  const factors = table ?? scratch.factors
  for (let q = 0; q < points; q++) down[q] = weights[q]!
  state[0] = holds
  for (let split = 0; split < nodes.length; split++) {
    const from = split * points
    for (let q = 0; q < points; q++) up[from + q] = 0
    const isLost = above[split] !== -1 && state[above[split]!] !== holds
    let contribution = 0
    for (let side = 2 * split; side < 2 * split + 2; side++) {
      const child = children[side]!
      const own = isLost ? lostAbove : (side & 1) === left[split] ? lostHere : holds
      if (child !== -1) state[child] = own
      if (own === lostAbove) {
        const factor = lost[side]!
        if (child === -1) for (let q = 0; q < points; q++) up[from + q]! += down[from + q]! * factor
        else for (let q = 0; q < points; q++) down[child * points + q] = down[from + q]! * factor
        continue
      }
      if (table === null) writeFactors(prepared, side, factors, 0)
      const run = (table === null ? 0 : runs * side * points) + 2 * (own - 1) * points
      if (child === -1) {
        for (let q = 0; q < points; q++) {
          const product = down[from + q]!
          up[from + q]! += product * factors[run + q]!
          contribution += product * factors[run + points + q]!
        }
      } else for (let q = 0; q < points; q++) down[child * points + q] = down[from + q]! * factors[run + q]!
    }
    out[at + feature[nodes[split]!]!]! += contribution
  }
}

/** Carries the sums over leaves up, and adds what the sides of splits contribute. */
function carryUp(prepared: PathTree, scratch: Scratch, out: Float64Array, at: number, feature: Int32Array): void {
  const { tree, points, table } = prepared
  const { nodes, edges } = tree
  const { state, up } = scratch
  const factors = table ?? scratch.factors
  for (let split = nodes.length - 1; split > 0; split--) {
    const side = edges[split]!
    const parent = side >> 1
    const from = split * points
    const own = state[split]!
    for (let q = 0; q < points; q++) up[parent * points + q]! += up[from + q]!
    if (own === lostAbove) continue
    if (table === null) writeFactors(prepared, side, factors, 0)
    const run = (table === null ? 0 : runs * side * points) + (2 * own - 1) * points
    let contribution = 0
    for (let q = 0; q < points; q++) contribution += up[from + q]! * factors[run + q]!
    out[at + feature[nodes[parent]!]!]! += contribution
  }
}
