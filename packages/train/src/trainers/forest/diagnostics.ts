import type { Json } from '@millrace/core'
import type { GrownTree } from './grow/grown-tree.ts'

/** Sizes of a forest, and for each feature the number of its splits and its share of their gain. */
export function forestDiagnostics(trees: readonly GrownTree[], names: readonly string[]): Record<string, Json> {
  const splits = new Float64Array(names.length)
  const gains = new Float64Array(names.length)
  let leaves = 0
  for (const { feature, gain } of trees) {
    for (let node = 0; node < feature.length; node++) {
      const split = feature[node]!
      if (split < 0) leaves++
      else {
        splits[split]!++
        gains[split]! += gain[node]!
      }
    }
  }
  const all = gains.reduce((sum, gain) => sum + gain, 0)
  return {
    trees: trees.length,
    nodes: trees.reduce((sum, { nodes }) => sum + nodes, 0),
    leaves,
    splits: Object.fromEntries(names.map((name, feature) => [name, splits[feature]!])),
    gain: Object.fromEntries(names.map((name, feature) => [name, all > 0 ? gains[feature]! / all : 0])),
  }
}
