import { argumentsOf, type Operation } from './operation.ts'

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

/**
 * The indexes of all nodes that the given ones rest on, themselves included, ascending.
 *
 * @param nodes - all nodes of a graph
 * @param roots - indexes among them
 * @example
 * ```ts
 * import { reachable } from '@millrace/core'
 *
 * reachable([{ op: 'const', value: 1 }, { op: 'const', value: 2 }, { op: 'abs', args: [0] }], [2]) // => [0, 2]
 * ```
 * @category Graph
 * @since 0.1.0
 */
export function reachable(nodes: readonly GraphNode[], roots: Iterable<number>): number[] {
  return reachableBy(roots, nodes.length, (index) => argumentsOf(nodes[index]!))
}

/** {@link reachable} where a node reads others than its arguments; it still reads smaller indexes. */
export function reachableBy(roots: Iterable<number>, length: number, reads: (index: number) => readonly number[]): number[] {
  const needed = new Uint8Array(length)
  for (const root of roots) needed[root] = 1
  for (let index = length - 1; index >= 0; index--) {
    if (needed[index]) for (const argument of reads(index)) needed[argument] = 1
  }
  return [...needed.keys()].filter((index) => needed[index])
}

/**
 * The names of the columns that the given nodes rest on, in the order of their nodes.
 *
 * @param nodes - all nodes of a graph
 * @param roots - indexes among them
 * @example
 * ```ts
 * import { columnsRead } from '@millrace/core'
 *
 * columnsRead([{ op: 'column', name: 'x', type: 'number' }, { op: 'abs', args: [0] }], [1]) // => ['x']
 * ```
 * @category Graph
 * @since 0.1.0
 */
export function columnsRead(nodes: readonly GraphNode[], roots: Iterable<number>): string[] {
  return reachable(nodes, roots).flatMap((index) => {
    const node = nodes[index]!
    return node.op === 'column' ? [node.name] : []
  })
}
