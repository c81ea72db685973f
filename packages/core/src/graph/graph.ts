import type { Operation } from './operation.ts'

/**
 * One node of a graph; its arguments are indexes of earlier nodes.
 *
 * @category Graph
 * @since 0.1.0
 */
export type GraphNode = Operation<number>

/**
 * A resolved expression graph: plain data from columns to named outputs. Since arguments are smaller indexes, it has no cycles.
 *
 * @category Graph
 * @since 0.1.0
 */
export interface Graph {
  /** The nodes, each after its arguments. */
  readonly nodes: readonly GraphNode[]
  /** Node index by output name, in order. */
  readonly outputs: ReadonlyMap<string, number>
}

/** The indexes of all nodes that the given ones rest on, themselves included, ascending. */
export function reachable(nodes: readonly GraphNode[], roots: Iterable<number>): number[] {
  const needed = new Uint8Array(nodes.length)
  for (const root of roots) needed[root] = 1
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index]!
    if (needed[index] && 'args' in node) for (const argument of node.args) needed[argument] = 1
  }
  return [...needed.keys()].filter((index) => needed[index])
}

/** The names of the columns that the given nodes rest on, in order of first use. */
export function columnsRead(nodes: readonly GraphNode[], roots: Iterable<number>): string[] {
  return reachable(nodes, roots).flatMap((index) => {
    const node = nodes[index]!
    return node.op === 'column' ? [node.name] : []
  })
}
