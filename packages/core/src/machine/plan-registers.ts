import type { GraphNode } from '../graph/graph.ts'

/** Which register of numbers each node has, and how many there are; string columns and picks have none. */
export interface RegisterPlan {
  readonly slots: ReadonlyMap<number, number>
  readonly count: number
}

/**
 * Plans registers so that a node reuses one whose last reader has run. Columns are loaded before anything runs, so each starts with a register of its own;
 * constants and kept nodes have one for ever.
 *
 * @param nodes - all nodes of the graph
 * @param order - the indexes that will run, ascending
 * @param kept - the nodes that are read after the run
 * @param reads - the number nodes that a node reads when it runs
 */
export function planRegisters(
  nodes: readonly GraphNode[],
  order: readonly number[],
  kept: ReadonlySet<number>,
  reads: (index: number) => readonly number[],
): RegisterPlan {
  const lastReader = new Map<number, number>()
  for (const index of order) for (const argument of reads(index)) lastReader.set(argument, index)
  const slots = new Map<number, number>()
  const free: number[] = []
  let count = 0
  const isNumberColumn = (node: GraphNode) => node.op === 'column' && node.type === 'number'
  for (const index of order) if (isNumberColumn(nodes[index]!)) slots.set(index, count++)
  for (const index of order) {
    const { op } = nodes[index]!
    if (op === 'column') continue
    if (op !== 'pick') slots.set(index, (op === 'const' ? undefined : free.pop()) ?? count++)
    for (const argument of new Set(reads(index))) {
      const last = lastReader.get(argument) === index && !kept.has(argument) && nodes[argument]!.op !== 'const'
      if (last) free.push(slots.get(argument)!)
    }
  }
  return { slots, count }
}
