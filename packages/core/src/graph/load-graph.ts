import { safeParse, z } from 'zod'
import { MillraceError } from '../errors/millrace-error.ts'
import type { Json } from '../json/json.ts'
import { checkTrees } from '../trees/check-trees.ts'
import type { Graph, GraphNode } from './graph.ts'
import type { GraphJson } from './graph-json.ts'
import { operations } from './operation.ts'
import { type ArrayReader, arrayReader, invalid } from './side-arrays.ts'

/** Most nodes, arguments of a node and outputs that a loaded graph may have. */
export const graphLimits = Object.freeze({ nodes: 200_000, arguments: 100_000, outputs: 100_000 })

const index = z.int().min(0)
const reference = z.strictObject({ array: z.string() })
const numbers = z.union([z.array(z.number()), reference])
const nullableNumbers = z.union([z.array(z.number().nullable()), reference])
const strings = z.union([z.array(z.string()), reference])
const treeArrays = z.strictObject({
  roots: reference,
  feature: reference,
  threshold: reference,
  left: reference,
  right: reference,
  missingLeft: reference,
  value: reference,
  cover: reference,
})

const arity = (count: number) => z.array(index).length(count)
const plain = <const Name extends keyof typeof operations>(...names: Name[]) =>
  names.map((op) => z.strictObject({ op: z.literal(op), args: arity(operations[op].arity!) }))

const nodeSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('column'), name: z.string().min(1).max(1_000), type: z.enum(['number', 'string']) }),
  z.strictObject({ op: z.literal('const'), value: z.number().nullable() }),
  ...plain('add', 'sub', 'mul', 'div', 'pow', 'min', 'max', 'lt', 'le', 'eq', 'and', 'or', 'coalesce'),
  ...plain('not', 'isNull', 'floor', 'abs', 'sqrt', 'log', 'exp', 'when'),
  z.strictObject({
    op: z.literal('lookup'),
    args: arity(1),
    keys: strings,
    values: nullableNumbers,
    other: z.number().nullable(),
    missing: z.number().nullable(),
  }),
  z.strictObject({ op: z.literal('bucket'), args: arity(1), edges: numbers }),
  z.strictObject({ op: z.literal('pick'), args: arity(1), values: z.array(z.string()) }),
  z.strictObject({ op: z.literal('linear'), args: z.array(index), weights: numbers, intercept: z.number(), means: numbers }),
  z.strictObject({ op: z.literal('trees'), args: z.array(index), base: z.number(), aggregate: z.enum(['sum', 'mean']), trees: treeArrays }),
])

const graphSchema = z.strictObject({
  version: z.literal(1),
  nodes: z.array(z.looseObject({ op: z.string() })).max(graphLimits.nodes),
  outputs: z.array(z.tuple([z.string().min(1), index])).min(1).max(graphLimits.outputs),
})

/**
 * Reads a graph from JSON and arrays, checking everything: known operations, arity and order of arguments, types, finite numbers, trees, limits.
 *
 * @param source - what `graphToJson` wrote, or anything that claims to be so
 * @returns the graph, safe to run
 * @throws MillraceError `E_GRAPH_OPERATION_UNKNOWN` when an operation is not known to this version, `E_GRAPH_INVALID` when anything else is wrong,
 * `E_TREES_INVALID` when trees are
 * @example
 * ```ts
 * import { loadGraph } from '@millrace/core'
 *
 * const json = { version: 1, nodes: [{ op: 'const', value: 2 }], outputs: [['two', 0]] }
 * loadGraph({ json, arrays: new Map() }).nodes // => [{ op: 'const', value: 2 }]
 * ```
 * @category Graph
 * @since 0.1.0
 */
export function loadGraph({ json, arrays }: GraphJson): Graph {
  const graph = parse(graphSchema, json, 'the document')
  const reader = arrayReader(arrays)
  const nodes: GraphNode[] = []
  const columns = new Map<string, string>()
  for (const [position, given] of graph.nodes.entries()) {
    if (!Object.hasOwn(operations, given.op)) throw unknownOperation(given.op, position)
    const node = nodeFrom(parse(nodeSchema, given as Json, `node ${position}`), reader, `node ${position}`)
    checkArguments(node, nodes, position)
    if (node.op === 'column' && (columns.get(node.name) ?? node.type) !== node.type) throw invalid(`the column '${node.name}' has two types`)
    if (node.op === 'column') columns.set(node.name, node.type)
    nodes.push(Object.freeze(node))
  }
  const outputs = new Map(graph.outputs)
  if (outputs.size < graph.outputs.length) throw invalid('an output is named twice')
  for (const [name, node] of outputs) {
    if (node >= nodes.length) throw invalid(`the output '${name}' is node ${node} of ${nodes.length}`)
    if (typeOf(nodes[node]!) === 'string' && nodes[node]!.op !== 'pick') throw invalid(`the output '${name}' is a string column`)
  }
  return Object.freeze({ nodes: Object.freeze(nodes), outputs })
}

function nodeFrom(node: z.output<typeof nodeSchema>, arrays: ArrayReader, where: string): GraphNode {
  const args = ('args' in node ? node.args : []) as never
  switch (node.op) {
    case 'column':
      return node
    case 'const':
      return { op: 'const', value: node.value ?? Number.NaN }
    case 'lookup': {
      const keys = arrays.strings(node.keys)
      const values = arrays.numbers(node.values)
      if (values.length !== keys.length || values.includes(Number.POSITIVE_INFINITY) || values.includes(Number.NEGATIVE_INFINITY))
        throw invalid(`${where}: a lookup needs one finite number or null for each key`)
      if (new Set(keys).size < keys.length) throw invalid(`${where}: a key of the lookup is given twice`)
      return { op: 'lookup', args, keys, values, other: node.other ?? Number.NaN, missing: node.missing ?? Number.NaN }
    }
    case 'bucket': {
      const edges = finite(arrays.numbers(node.edges), where)
      if (edges.some((edge, i) => i > 0 && !(edge > edges[i - 1]!))) throw invalid(`${where}: edges must increase strictly`)
      return { op: 'bucket', args, edges }
    }
    case 'linear': {
      const weights = finite(arrays.numbers(node.weights), where)
      const means = finite(arrays.numbers(node.means), where)
      if (weights.length !== node.args.length || means.length !== node.args.length) throw invalid(`${where}: a linear node needs a weight and a mean an argument`)
      return { op: 'linear', args, weights, intercept: node.intercept, means }
    }
    case 'trees': {
      const { roots, feature, left, right, threshold, value, cover, missingLeft } = node.trees
      const trees = {
        roots: arrays.raw(roots, Int32Array),
        feature: arrays.raw(feature, Int32Array),
        threshold: arrays.raw(threshold, Float64Array),
        left: arrays.raw(left, Int32Array),
        right: arrays.raw(right, Int32Array),
        missingLeft: arrays.raw(missingLeft, Uint8Array),
        value: arrays.raw(value, Float64Array),
        cover: arrays.raw(cover, Float64Array),
        base: node.base,
        aggregate: node.aggregate,
      }
      checkTrees(trees, { features: node.args.length })
      return { op: 'trees', args, trees }
    }
    default:
      return node as unknown as GraphNode
  }
}

function finite(values: Float64Array, where: string): Float64Array {
  if (values.some((value) => !Number.isFinite(value))) throw invalid(`${where}: a number is not finite`)
  return values
}

const typeOf = (node: GraphNode) => (node.op === 'pick' || (node.op === 'column' && node.type === 'string') ? 'string' : 'number')

function checkArguments(node: GraphNode, before: readonly GraphNode[], position: number): void {
  if (!('args' in node)) return
  if (node.args.length > graphLimits.arguments) throw invalid(`node ${position} has more than ${graphLimits.arguments} arguments`)
  for (const argument of node.args) {
    if (argument >= before.length) throw invalid(`node ${position} reads node ${argument}, which does not come before it`)
    const expected = node.op === 'lookup' ? 'string' : 'number'
    const given = before[argument]!
    if (typeOf(given) !== expected || given.op === 'pick') throw invalid(`node ${position}, '${node.op}', reads a ${given.op} where it needs a ${expected}`)
  }
}

function parse<S extends z.ZodType>(schema: S, value: Json, where: string): z.output<S> {
  const result = safeParse(schema, value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw invalid(`${where}${issue?.path.length ? `, at ${issue.path.join('.')}` : ''}: ${issue?.message}`)
}

function unknownOperation(op: string, position: number): MillraceError {
  return new MillraceError({
    code: 'E_GRAPH_OPERATION_UNKNOWN',
    message: `graph: node ${position} is the operation '${op}', which this version of @millrace/core does not know; update the package`,
    details: { operation: op, node: position },
  })
}
