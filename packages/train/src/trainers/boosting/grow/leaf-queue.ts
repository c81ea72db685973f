import type { Leaf } from './leaf.ts'

/** Leaves that can be split, the next one first: a binary heap. */
export interface LeafQueue {
  push(leaf: Leaf): void
  pop(): Leaf | undefined
  /** All leaves in no particular order. */
  readonly leaves: readonly Leaf[]
}

/** Orders leaves by gain, or by depth and then gain; of equals the older goes first. */
export function createLeafQueue(growth: 'leaf-wise' | 'depth-wise'): LeafQueue {
  const heap: Leaf[] = []
  const byDepth = growth === 'depth-wise'
  const isBefore = (a: Leaf, b: Leaf): boolean => {
    if (byDepth && a.depth !== b.depth) return a.depth < b.depth
    const difference = a.split!.gain - b.split!.gain
    return difference > 0 || (difference === 0 && a.node < b.node)
  }
  const swap = (i: number, j: number): void => {
    const leaf = heap[i]!
    heap[i] = heap[j]!
    heap[j] = leaf
  }
  return {
    leaves: heap,
    push(leaf) {
      let at = heap.push(leaf) - 1
      while (at > 0) {
        const parent = (at - 1) >> 1
        if (!isBefore(heap[at]!, heap[parent]!)) break
        swap(at, parent)
        at = parent
      }
    },
    pop() {
      const first = heap[0]
      const last = heap.pop()
      if (first === undefined || last === undefined || heap.length === 0) return first
      heap[0] = last
      for (let at = 0; ; ) {
        const left = 2 * at + 1
        if (left >= heap.length) break
        const child = left + 1 < heap.length && isBefore(heap[left + 1]!, heap[left]!) ? left + 1 : left
        if (!isBefore(heap[child]!, heap[at]!)) break
        swap(at, child)
        at = child
      }
      return first
    },
  }
}
