import { MillraceError, type TreeEnsemble, treeLimits } from '@millrace/core'
import type { BinnedColumn } from '../../bins/binned-matrix.ts'
import { collectSets } from './collect-sets.ts'
import type { GrownTree } from './grow/grown-tree.ts'
import type { ScaledRows } from './scale-rows.ts'

/** How numbers of trees become those of ensembles. */
export interface AssembleOptions extends Pick<ScaledRows, 'shift' | 'unit' | 'weightUnit'> {
  readonly outputs: number
}

/** Makes ensembles of grown trees, one an output; they share all arrays but the values. */
export function assemble(
  trees: readonly GrownTree[],
  columns: readonly BinnedColumn[],
  { outputs, shift, unit, weightUnit }: AssembleOptions,
): TreeEnsemble[] {
  const nodes = trees.reduce((sum, tree) => sum + tree.nodes, 0)
  if (nodes > treeLimits.nodes) throw tooLarge(nodes, trees.length)
  const roots = new Int32Array(trees.length)
  const shared = {
    roots,
    feature: new Int32Array(nodes),
    threshold: new Float64Array(nodes),
    left: new Int32Array(nodes).fill(-1),
    right: new Int32Array(nodes).fill(-1),
    missingLeft: new Uint8Array(nodes),
    cover: new Float64Array(nodes),
    gain: new Float64Array(nodes),
  }
  const values = Array.from({ length: outputs }, () => new Float64Array(nodes))
  let start = 0
  for (const [at, tree] of trees.entries()) {
    roots[at] = start
    shared.feature.set(tree.feature, start)
    shared.missingLeft.set(tree.missingLeft, start)
    for (let node = 0; node < tree.nodes; node++) {
      for (let output = 0; output < outputs; output++) values[output]![start + node] = shift + unit * tree.value[node * outputs + output]!
      shared.cover[start + node] = weightUnit * tree.cover[node]!
      shared.gain[start + node] = Math.min(Number.MAX_VALUE, tree.gain[node]! * unit * unit * weightUnit)
      if (tree.left[node]! < 0) continue
      shared.left[start + node] = start + tree.left[node]!
      shared.right[start + node] = start + tree.left[node]! + 1
      // Beyond the last threshold there is only what is missing.
      if (tree.bin[node]! >= 0)
        shared.threshold[start + node] = columns[tree.feature[node]!]!.thresholds[tree.bin[node]!] ?? Number.MAX_VALUE
    }
    start += tree.nodes
  }
  const sets = collectSets(trees, columns, nodes)
  return values.map((value) => Object.freeze({ ...shared, ...sets, value, base: 0, aggregate: 'mean' as const }))
}

function tooLarge(nodes: number, trees: number): MillraceError {
  return new MillraceError({
    code: 'E_FOREST_TOO_LARGE',
    message: `the ${trees} trees have ${nodes} nodes, of which ${treeLimits.nodes} are the most; grow fewer trees, or set maxDepth, maxLeaves or minRowsLeaf`,
    details: { nodes, most: treeLimits.nodes, trees },
  })
}
