import { binsPerColumn } from '../kernels/layout.ts'
import { fillGoesLeft, type GrownTree } from './grown-tree.ts'

/** Rows whose scores follow the trees without being learnt from. */
export interface WalkedRows {
  readonly bins: Uint8Array
  readonly stride: number
  /** Scores of the output that the tree is of. */
  readonly scores: Float64Array
}

/** Prepares a tree for {@link walkBins}. */
export function compileBins(tree: GrownTree): (rows: Int32Array, from: number, count: number, walked: WalkedRows) => void {
  const nodes = tree.column.length
  const goesLeft = new Uint8Array(nodes * binsPerColumn)
  const children = new Int32Array(2 * nodes)
  for (let node = 0; node < nodes; node++) {
    if (tree.column[node]! < 0) continue
    fillGoesLeft(goesLeft, node * binsPerColumn, tree.bin[node]!, tree.set[node]!, tree.missingLeft[node]!)
    children[2 * node] = tree.right[node]!
    children[2 * node + 1] = tree.left[node]!
  }
  const columns = Int32Array.from(tree.column)
  const values = Float64Array.from(tree.value)
  return (rows, from, count, { bins, stride, scores }) => {
    for (let i = from; i < from + count; i++) {
      const row = rows[i]!
      const start = row * stride
      let node = 0
      for (let column = columns[0]!; column >= 0; column = columns[node]!)
        node = children[2 * node + goesLeft[(node << 8) + bins[start + column]!]!]!
      scores[row]! += values[node]!
    }
  }
}
