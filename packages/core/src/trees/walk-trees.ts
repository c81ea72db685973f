import type { TreeEnsemble } from './tree-ensemble.ts'

/** The sum of one row, node by node as the ensemble is defined: for trees that are too large to pack. */
export function walkTrees(ensemble: TreeEnsemble, features: readonly Float64Array[], row: number): number {
  let sum = 0
  for (const root of ensemble.roots) sum += ensemble.value[leafOf(ensemble, features, root, row)]!
  return sum
}

function leafOf(ensemble: TreeEnsemble, features: readonly Float64Array[], root: number, row: number): number {
  const { feature, threshold, left, right, missingLeft } = ensemble
  let node = root
  while (feature[node] !== -1) {
    const x = features[feature[node]!]![row]!
    const goesLeft = Number.isNaN(x) ? missingLeft[node] === 1 : x <= threshold[node]!
    node = goesLeft ? left[node]! : right[node]!
  }
  return node
}
