import type { GraphNode } from '../graph/graph.ts'
import type { Register } from './compile-graph.ts'

/** The first row of a node's register as it leaves a graph: a string that `pick` gives, a number, or null, also in place of infinity. */
export function readOutput(node: GraphNode, register: Register): number | string | null {
  const value = register[0]!
  if (node.op === 'pick') return node.values[value] ?? null
  return Number.isFinite(value) ? value : null
}
