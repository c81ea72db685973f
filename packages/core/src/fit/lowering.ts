import type { SpecNode } from '../expression/expr.ts'
import type { GraphNode } from '../graph/graph.ts'
import type { GraphBuilder } from '../graph/graph-builder.ts'

/** What something learnt became: one expression, or named ones, for serving and for training. */
export interface Learned {
  readonly serving: SpecNode | readonly (readonly [string, SpecNode])[]
  readonly training: SpecNode | readonly (readonly [string, SpecNode])[]
}

/** Which of the two graphs a spec is lowered for. */
export type Execution = 'serving' | 'training'

/** Turns spec nodes into graph nodes, through what was learnt so far. */
export interface Lowering {
  /** The graph node, or undefined while something below it is not learnt yet. */
  lower(node: SpecNode): number | undefined
}

/** Lowers into one builder; symbols are bound to spec nodes, or to nodes that the builder holds already. */
export function createLowering(
  builder: GraphBuilder,
  execution: Execution,
  learned: ReadonlyMap<SpecNode, Learned>,
  symbols: ReadonlyMap<symbol, SpecNode | number>,
): Lowering {
  const done = new Map<SpecNode, number>()
  const lower = (node: SpecNode): number | undefined => {
    const found = done.get(node)
    if (found !== undefined) return found
    const index = lowerNew(node)
    if (index !== undefined) done.set(node, index)
    return index
  }
  const lowerNew = (node: SpecNode): number | undefined => {
    if (node.kind === 'symbol') {
      const bound = symbols.get(node.symbol) ?? unbound(node.name)
      return typeof bound === 'number' ? bound : lower(bound)
    }
    if (node.kind === 'transform') {
      const became = learned.get(node)
      return became && lower(became[execution] as SpecNode)
    }
    if (node.kind === 'group') throw new TypeError('a group of features is no expression')
    const { operation } = node
    if (!('args' in operation)) return builder.add(operation)
    const args = operation.args.map(lower)
    return args.includes(undefined) ? undefined : builder.add({ ...operation, args } as unknown as GraphNode)
  }
  return { lower }
}

function unbound(name: string): never {
  throw new TypeError(`the symbol '${name}' is not bound: no ${name} was given to fit`)
}
