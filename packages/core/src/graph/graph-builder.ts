import { type Graph, type GraphNode, reachable } from './graph.ts'

/** Collects nodes; equal nodes become one, which is what keeps a graph of features fast. */
export interface GraphBuilder {
  /** The nodes so far. */
  readonly nodes: readonly GraphNode[]
  /** Adds a node, or finds the equal one, and returns its index. */
  add(node: GraphNode): number
  /** The graph of these outputs, without the nodes that none of them needs. */
  build(outputs: Iterable<readonly [name: string, node: number]>): Graph
}

/** Makes a builder, empty or holding the nodes of a graph that is to be extended. */
export function graphBuilder(initial: readonly GraphNode[] = []): GraphBuilder {
  const nodes: GraphNode[] = [...initial]
  const known = new Map<string, number>()
  for (const [index, node] of nodes.entries()) {
    const key = keyOf(node)
    if (key !== null && !known.has(key)) known.set(key, index)
  }
  const add = (node: GraphNode) => {
    const key = keyOf(node)
    const found = key === null ? undefined : known.get(key)
    if (found !== undefined) return found
    const index = nodes.push(Object.freeze(node)) - 1
    if (key !== null) known.set(key, index)
    return index
  }
  return { nodes, add, build: (outputs) => compact(nodes, [...outputs]) }
}

/** A text that equal nodes share; estimators are never shared. */
function keyOf(node: GraphNode): string | null {
  if (node.op === 'linear' || node.op === 'trees') return null
  return JSON.stringify(node, (_, value) =>
    typeof value === 'number' && !Number.isFinite(value)
      ? String(value)
      : ArrayBuffer.isView(value)
        ? Array.from(value as Float64Array, String)
        : value,
  )
}

function compact(nodes: readonly GraphNode[], outputs: readonly (readonly [string, number])[]): Graph {
  const moved = new Map<number, number>()
  const kept: GraphNode[] = []
  for (const index of reachable(
    nodes,
    outputs.map(([, node]) => node),
  )) {
    const node = nodes[index]!
    const placed = 'args' in node ? ({ ...node, args: node.args.map((argument) => moved.get(argument)!) } as unknown as GraphNode) : node
    moved.set(index, kept.push(Object.freeze(placed)) - 1)
  }
  const renamed = outputs.map(([name, node]) => [name, moved.get(node)!] as const)
  return Object.freeze({ nodes: Object.freeze(kept), outputs: new Map(renamed) })
}
