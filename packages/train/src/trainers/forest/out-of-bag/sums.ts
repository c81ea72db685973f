import { type GrownTree, leafOf } from '../grow/grown-tree.ts'
import type { RowSource } from '../grow/row-source.ts'

/**
 * What trees answered for rows that they were not grown from. Answers are rounded to multiples of a unit, so that sums are exact and do not depend on which thread grew
 * which tree.
 */
export interface OutOfBagSums {
  readonly unit: number
  readonly outputs: number
  /** Sum of the answers, in units: the outputs of a row one after the other. */
  readonly sum: Float64Array
  /** How many trees answered. */
  readonly trees: Int32Array
}

/** Sums of nothing. */
export function createOutOfBag(rows: number, outputs: number, unit: number): OutOfBagSums {
  return { unit, outputs, sum: new Float64Array(rows * outputs), trees: new Int32Array(rows) }
}

/** Which rows a tree was not grown from. */
export interface TreeRows {
  readonly source: RowSource
  /** How often each row was drawn. */
  readonly times: Uint16Array
}

/** Adds what a tree answers for rows that were not drawn. */
export function addOutOfBag({ unit, outputs, sum, trees }: OutOfBagSums, tree: GrownTree, { source, times }: TreeRows): void {
  for (let row = 0; row < times.length; row++) {
    if (times[row] !== 0) continue
    trees[row]!++
    const leaf = leafOf(tree, source.bins, row * source.rowStep)
    for (let output = 0; output < outputs; output++) sum[row * outputs + output]! += Math.round(tree.value[leaf * outputs + output]! / unit)
  }
}
