import type { GraphNode } from '../graph/graph.ts'

/**
 * Hands out registers so that a node reuses one whose last reader has run. Constants and kept nodes have one for ever.
 *
 * @param nodes - all nodes of the graph
 * @param order - the indexes that will run, ascending
 * @param kept - the nodes that are read after the run
 * @param capacity - rows that a register holds
 * @returns the register of a number node
 */
export function allocateRegisters(nodes: readonly GraphNode[], order: readonly number[], kept: ReadonlySet<number>, capacity: number): Map<number, Float64Array> {
  const lastReader = new Map<number, number>()
  for (const index of order) {
    const node = nodes[index]!
    if ('args' in node) for (const argument of node.args) lastReader.set(argument, index)
  }
  const registers = new Map<number, Float64Array>()
  const free: Float64Array[] = []
  for (const index of order) {
    const node = nodes[index]!
    if (node.op === 'pick' || (node.op === 'column' && node.type === 'string')) continue
    registers.set(index, (node.op === 'const' ? undefined : free.pop()) ?? new Float64Array(capacity))
    if (!('args' in node)) continue
    for (const argument of new Set(node.args)) {
      const register = registers.get(argument)
      const last = lastReader.get(argument) === index && !kept.has(argument) && nodes[argument]!.op !== 'const'
      if (register !== undefined && last) free.push(register)
    }
  }
  return registers
}
