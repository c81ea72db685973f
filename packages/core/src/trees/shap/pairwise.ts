import type { ShapTree } from './shap-tree.ts'

/** Adds the contributions of a row against one background row, by their sides at the splits of a tree. */
export type PairwiseAdder = (tree: ShapTree, pair: PairOfRows, out: Float64Array, at: number) => void

/** A row and a background row, by whether they go left at each split. */
export interface PairOfRows {
  readonly own: Uint8Array
  readonly other: Uint8Array
  /** Place of the background row's first split. */
  otherAt: number
  /** What the background row counts. */
  readonly weight: number
}

/** Whom a feature follows on the path that is walked. */
const nobody = 0
const theRow = 1
const theOther = 2

/** Makes an adder for trees with so many features, of which at most `width` are on a path. */
export function pairwiseAdder(feature: Int32Array, features: number, width: number): PairwiseAdder {
  const weights = shapleyWeights(width)
  const follows = new Uint8Array(features)
  let tree: ShapTree
  let pair: PairOfRows
  let out: Float64Array
  let at = 0
  /** What the leaves below give to each feature that follows the row, and to each that follows the other, set by the last visit. */
  let toRow = 0
  let toOther = 0

  const visitSide = (side: number, ofRow: number, ofOther: number): void => {
    const child = tree.children[side]!
    if (child !== -1) {
      visit(child, ofRow, ofOther)
      return
    }
    const value = tree.values[side]! * pair.weight
    toRow = ofRow === 0 ? 0 : value * weights[(ofRow - 1) * width + ofOther]!
    toOther = ofOther === 0 ? 0 : value * weights[ofRow * width + ofOther - 1]!
  }
  const visit = (split: number, ofRow: number, ofOther: number): void => {
    const rowSide = 2 * split + 1 - pair.own[split]!
    const otherSide = 2 * split + 1 - pair.other[pair.otherAt + split]!
    const read = feature[tree.nodes[split]!]!
    const followed = follows[read]!
    if (rowSide === otherSide || followed !== nobody) {
      visitSide(followed === theOther ? otherSide : rowSide, ofRow, ofOther)
      return
    }
    follows[read] = theRow
    visitSide(rowSide, ofRow + 1, ofOther)
    const rowToRow = toRow
    const rowToOther = toOther
    follows[read] = theOther
    visitSide(otherSide, ofRow, ofOther + 1)
    follows[read] = nobody
    out[at + read]! += rowToRow - toOther
    toRow += rowToRow
    toOther += rowToOther
  }
  return (...given) => {
    ;[tree, pair, out, at] = given
    visit(0, 0, 0)
  }
}

/** `a! b! / (a + b + 1)!` at `a * width + b`, for a and b below the width. */
function shapleyWeights(width: number): Float64Array {
  const weights = new Float64Array(width * width)
  for (let a = 0; a < width; a++) {
    weights[a * width] = 1 / (a + 1)
    for (let b = 1; b < width; b++) weights[a * width + b] = (weights[a * width + b - 1]! * b) / (a + b + 1)
  }
  return weights
}
