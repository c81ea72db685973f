import type { TreeEnsemble } from '@millrace/core'
import type { BinnedColumn } from '../../../bins/binned-matrix.ts'
import type { GrownTree } from './grown-tree.ts'

/** Makes an ensemble of grown trees, after those of an earlier fit. */
export function assemble(
  trees: readonly GrownTree[],
  columns: readonly BinnedColumn[],
  base: number,
  earlier?: TreeEnsemble,
): TreeEnsemble {
  const offset = earlier?.feature.length ?? 0
  const nodes = trees.reduce((sum, tree) => sum + tree.column.length, offset)
  const roots = [...(earlier?.roots ?? [])]
  const ensemble = {
    feature: new Int32Array(nodes).fill(-1),
    threshold: new Float64Array(nodes),
    left: new Int32Array(nodes).fill(-1),
    right: new Int32Array(nodes).fill(-1),
    missingLeft: new Uint8Array(nodes),
    value: new Float64Array(nodes),
    cover: new Float64Array(nodes),
    gain: new Float64Array(nodes),
  }
  if (earlier !== undefined) for (const [name, values] of Object.entries(ensemble)) values.set(earlier[name as keyof typeof ensemble])
  const sets = collectSets(nodes, earlier)
  let start = offset
  for (const tree of trees) {
    roots.push(start)
    for (let node = 0; node < tree.column.length; node++) {
      const at = start + node
      ensemble.value[at] = tree.value[node]!
      ensemble.cover[at] = tree.cover[node]!
      const feature = tree.column[node]!
      if (feature < 0) continue
      const column = columns[feature]!
      const set = tree.set[node]!
      ensemble.feature[at] = feature
      ensemble.gain[at] = tree.gain[node]!
      ensemble.left[at] = start + tree.left[node]!
      ensemble.right[at] = start + tree.right[node]!
      ensemble.missingLeft[at] = Number(tree.missingLeft[node]!)
      if (set !== null) sets.add(at, column, set)
      // Beyond the last threshold there is only what is missing.
      else ensemble.threshold[at] = column.thresholds[tree.bin[node]!] ?? Number.MAX_VALUE
    }
    start += tree.column.length
  }
  return Object.freeze({ roots: Int32Array.from(roots), ...ensemble, ...sets.finish(), base, aggregate: 'sum' as const })
}

/** Turns sets of bins into sets of codes. */
function collectSets(nodes: number, earlier: TreeEnsemble | undefined) {
  const set = new Int32Array(nodes).fill(-1)
  const start = [...(earlier?.categories?.start ?? [0])]
  const words = [...(earlier?.categories?.words ?? [])]
  if (earlier?.categories) set.set(earlier.categories.set)
  return {
    add(node: number, { codes, count }: BinnedColumn, bins: Int32Array): void {
      set[node] = start.length - 1
      const from = start.at(-1)!
      for (let bin = 0; bin < count; bin++) {
        if (((bins[bin >> 5]! >>> (bin & 31)) & 1) === 0) continue
        const word = from + (codes[bin]! >> 5)
        while (words.length <= word) words.push(0)
        words[word]! |= 1 << (codes[bin]! & 31)
      }
      start.push(words.length)
    },
    finish: () =>
      start.length === 1 ? {} : { categories: Object.freeze({ set, start: Int32Array.from(start), words: Int32Array.from(words) }) },
  }
}
