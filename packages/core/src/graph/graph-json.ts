import type { Json } from '../json/json.ts'
import type { Graph, GraphNode } from './graph.ts'
import { collectArrays, type SideArray, type SideArrays } from './side-arrays.ts'

/**
 * A graph as JSON, with its long arrays beside it.
 *
 * @category Graph
 * @since 0.1.0
 */
export interface GraphJson {
  /** Version, nodes and outputs. */
  readonly json: Json
  /** The arrays that the JSON refers to by name. */
  readonly arrays: ReadonlyMap<string, SideArray>
}

/**
 * Writes a graph as JSON; arrays of more than 256 values and all trees go beside it, an array that several nodes share once. `loadGraph` is the way back.
 *
 * @param graph - a resolved graph
 * @returns the JSON and the arrays
 * @example
 * ```ts
 * import { defineFeatures, fit, fromRows, graphToJson, loadGraph, mul } from '@millrace/core'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const { serving } = await fit(defineFeatures(Loan, ({ amount }) => ({ twice: mul(amount, 2) })), fromRows(Loan, [{ amount: 2 }]))
 * loadGraph(graphToJson(serving)).nodes.length // => 3
 * ```
 * @category Graph
 * @since 0.1.0
 */
export function graphToJson(graph: Graph): GraphJson {
  const arrays = collectArrays()
  const nodes = graph.nodes.map((node, index) => nodeToJson(node, `node-${index}`, arrays))
  const outputs = [...graph.outputs].map(([name, node]) => [name, node])
  return { json: { version: 1, nodes, outputs }, arrays: arrays.arrays }
}

function nodeToJson(node: GraphNode, name: string, arrays: SideArrays): Json {
  switch (node.op) {
    case 'const':
      return { op: 'const', value: orNull(node.value) }
    case 'lookup':
      return {
        ...node,
        keys: arrays.strings(`${name}-keys`, node.keys),
        values: arrays.numbers(`${name}-values`, node.values),
        other: orNull(node.other),
        missing: orNull(node.missing),
      }
    case 'bucket':
      return { ...node, edges: arrays.numbers(`${name}-edges`, node.edges) }
    case 'linear':
      return { ...node, weights: arrays.numbers(`${name}-weights`, node.weights), means: arrays.numbers(`${name}-means`, node.means) }
    case 'trees': {
      const { base, aggregate, categories, ...parts } = node.trees
      const aside = (some: object) =>
        Object.fromEntries(Object.entries<SideArray>({ ...some }).map(([part, values]) => [part, arrays.raw(`${name}-${part}`, values)]))
      const trees = { op: 'trees', args: node.args, base, aggregate, trees: aside(parts) }
      return categories === undefined ? trees : { ...trees, categories: aside(categories) }
    }
    default:
      return { ...node }
  }
}

const orNull = (value: number) => (Number.isNaN(value) ? null : value)
