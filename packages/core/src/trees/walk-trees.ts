import { goesLeft } from './goes-left.ts'
import type { TreeEnsemble } from './tree-ensemble.ts'

/** The sum of one row, node by node as the ensemble is defined: for trees that are too large to pack. */
export function walkTrees(ensemble: TreeEnsemble, features: readonly Float64Array[], row: number): number {
  let sum = 0
  for (const root of ensemble.roots) sum += ensemble.value[leafOf(ensemble, features, root, row)]!
  return sum
}

function leafOf(ensemble: TreeEnsemble, features: readonly Float64Array[], root: number, row: number): number {
  const { feature, left, right } = ensemble
  let node = root
  while (feature[node] !== -1) node = goesLeft(ensemble, node, features[feature[node]!]![row]!) ? left[node]! : right[node]!
  return node
}
