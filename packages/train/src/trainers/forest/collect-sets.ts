import type { CategorySets } from '@millrace/core'
import type { BinnedColumn } from '../../bins/binned-matrix.ts'
import type { GrownTree } from './grow/grown-tree.ts'

/** Turns the trees' sets of bins into sets of codes; nothing where there are none. */
export function collectSets(
  trees: readonly GrownTree[],
  columns: readonly BinnedColumn[],
  nodes: number,
): { readonly categories?: CategorySets } {
  const set = new Int32Array(nodes).fill(-1)
  const start = [0]
  const words: number[] = []
  let first = 0
  for (const tree of trees) {
    for (let node = 0; node < tree.set.length; node++) {
      if (tree.set[node]! < 0 || tree.left[node]! < 0) continue
      set[first + node] = start.length - 1
      addCodes(words, start.at(-1)!, columns[tree.feature[node]!]!.codes, tree.sets.subarray(tree.set[node]!, tree.set[node]! + 8))
      start.push(words.length)
    }
    first += tree.nodes
  }
  return start.length === 1 ? {} : { categories: Object.freeze({ set, start: Int32Array.from(start), words: Int32Array.from(words) }) }
}

function addCodes(words: number[], from: number, codes: Int32Array, bins: Int32Array): void {
  for (let bin = 0; bin < codes.length; bin++) {
    if (((bins[bin >> 5]! >>> (bin & 31)) & 1) === 0) continue
    const word = from + (codes[bin]! >> 5)
    while (words.length <= word) words.push(0)
    words[word]! |= 1 << (codes[bin]! & 31)
  }
}
