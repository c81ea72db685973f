import { isNan, where } from './numeric.ts'
import type { Printer } from './printer.ts'
import { type TreeRow, treeAttributes } from './tree-attributes.ts'

/** The number of edges at or below a number: a balanced tree finds the cell. */
export const printBucket: Printer<'bucket'> = ({ edges }, [x], { emit }) => {
  if (edges.length === 0) return where(emit, isNan(emit, x!), x!, emit.number(0))
  const cells = emit.node('TreeEnsembleRegressor', [emit.matrix([x!])], treeAttributes(searchTree(edges, 0, edges.length, 0), 'BRANCH_LT'))
  return where(emit, isNan(emit, x!), x!, emit.cast(emit.vector(cells), 'double'))
}

/** The rows of a subtree that halves the edges from `low` up to `high`; one of n edges has 2 n + 1 nodes, numbered from `node` on. */
function searchTree(edges: Float64Array, low: number, high: number, node: number): TreeRow[] {
  if (low === high) return [{ tree: 0, node, leaf: low }]
  const middle = (low + high) >>> 1
  const left = node + 1
  const right = left + 2 * (middle - low) + 1
  return [
    { tree: 0, node, feature: 0, threshold: edges[middle]!, left, right, missingLeft: 0 },
    ...searchTree(edges, low, middle, left),
    ...searchTree(edges, middle + 1, high, right),
  ]
}
