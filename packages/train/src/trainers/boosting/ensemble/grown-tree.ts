import { binsPerColumn, missingBin } from '../kernels/layout.ts'

/** A tree in terms of bins, as it is grown: one element a node, children after their parents. */
export interface GrownTree {
  /** Column of the split; -1 at a leaf. */
  readonly column: number[]
  /** The last bin that goes left, where the column holds numbers. */
  readonly bin: number[]
  /** The bins that go left, where it holds categories. */
  readonly set: (Int32Array | null)[]
  readonly left: number[]
  readonly right: number[]
  readonly missingLeft: boolean[]
  /** Output, without the learning rate until the tree is done. */
  readonly value: number[]
  readonly cover: number[]
  readonly gain: number[]
}

export function emptyTree(): GrownTree {
  return { column: [], bin: [], set: [], left: [], right: [], missingLeft: [], value: [], cover: [], gain: [] }
}

/** Appends a leaf; returns its index. */
export function addLeaf(tree: GrownTree, value: number, cover: number): number {
  tree.column.push(-1)
  tree.bin.push(-1)
  tree.set.push(null)
  tree.left.push(-1)
  tree.right.push(-1)
  tree.missingLeft.push(false)
  tree.value.push(value)
  tree.cover.push(cover)
  tree.gain.push(0)
  return tree.column.length - 1
}

/** Writes for each bin whether it goes left. */
export function fillGoesLeft(table: Uint8Array, start: number, bin: number, set: Int32Array | null, missingLeft: boolean): void {
  if (set === null) for (let at = 0; at < binsPerColumn; at++) table[start + at] = at <= bin ? 1 : 0
  else for (let at = 0; at < binsPerColumn; at++) table[start + at] = (set[at >> 5]! >>> (at & 31)) & 1
  table[start + missingBin] = missingLeft ? 1 : 0
}
