import { argumentsOf, type Graph, type GraphNode, reachable } from '@millrace/core'
import { isPrintable } from '../sql/print-trees.ts'

/** A graph in two parts: what the engine computes, and what is computed in Node from that. */
export interface SplitGraph {
  /** Outputs that the engine gives by itself. */
  readonly direct: ReadonlyMap<string, number>
  /** Nodes that the engine hands over to Node. */
  readonly handed: readonly number[]
  /** The rest, over columns that are called by the index of the node which they hand over; null where nothing is left. */
  readonly rest: Graph | null
}

/** Name of the column that hands a node over. */
export const handedName = (index: number): string => `node ${index}`

/** Splits a graph before the ensembles that are too large for SQL. */
export function splitAtTrees({ nodes, outputs }: Graph): SplitGraph {
  const order = reachable(nodes, outputs.values())
  const late = new Set<number>()
  for (const index of order) {
    const node = nodes[index]!
    if ((node.op === 'trees' && !isPrintable(node)) || argumentsOf(node).some((argument) => late.has(argument))) late.add(index)
  }
  const direct = new Map([...outputs].filter(([, index]) => !late.has(index)))
  if (late.size === 0) return { direct, handed: [], rest: null }
  const rest: GraphNode[] = []
  const moved = new Map<number, number>()
  const handed: number[] = []
  const place = (index: number): number => {
    const found = moved.get(index)
    if (found !== undefined) return found
    const placed = placeNode(index)
    const at = rest.push(placed) - 1
    moved.set(index, at)
    return at
  }
  const placeNode = (index: number): GraphNode => {
    const node = nodes[index]!
    if (late.has(index)) return { ...node, args: argumentsOf(node).map(place) } as unknown as GraphNode
    if (node.op === 'const') return node
    handed.push(index)
    return { op: 'column', name: handedName(index), type: 'number' }
  }
  const lateOutputs = [...outputs].filter(([, index]) => late.has(index))
  return { direct, handed, rest: { nodes: rest, outputs: new Map(lateOutputs.map(([name, index]) => [name, place(index)])) } }
}
