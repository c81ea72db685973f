import { MillraceError } from '../errors/millrace-error.ts'
import { asObject, index, type JsonReader, list, member, mismatch, object, oneOf, readJson, text } from '../json/read-json.ts'
import type { Graph, GraphNode } from './graph.ts'
import type { GraphJson } from './graph-json.ts'
import { graphLimits } from './graph-limits.ts'
import { type NodeReaders, nodeReaders } from './read-node.ts'
import { arrayReaders, invalid } from './side-arrays.ts'

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
  const nodes: GraphNode[] = []
  const document = object({
    version: oneOf(1),
    nodes: list(nodeReader(nodes, nodeReaders(arrayReaders(arrays))), graphLimits.nodes),
    outputs: list(outputReader(nodes), graphLimits.outputs),
  })
  const { outputs } = readJson(json, document, (fault) => invalid(fault))
  if (outputs.length === 0) throw invalid('there is no output')
  const named = new Map(outputs)
  if (named.size < outputs.length) throw invalid('an output is named twice')
  return Object.freeze({ nodes: Object.freeze(nodes), outputs: named })
}

/** Reads one node after another; each may read those before it. */
function nodeReader(before: GraphNode[], readers: NodeReaders): JsonReader<void> {
  const columns = new Map<string, string>()
  return (value) => {
    const op = member(asObject(value), 'op')
    if (typeof op !== 'string') return mismatch('has no operation')
    if (!Object.hasOwn(readers, op)) throw unknownOperation(op, before.length)
    const node: GraphNode = readers[op as keyof NodeReaders](value)
    if ('args' in node) checkArguments(node, before)
    if (node.op === 'column') {
      if ((columns.get(node.name) ?? node.type) !== node.type) mismatch(`reads the column '${node.name}' as another type than before`)
      columns.set(node.name, node.type)
    }
    before.push(Object.freeze(node))
  }
}

type NodeWithArguments = Extract<GraphNode, { readonly args: unknown }>

function checkArguments({ op, args }: NodeWithArguments, before: readonly GraphNode[]): void {
  const expected = op === 'lookup' ? 'string' : 'number'
  for (const argument of args) {
    const given = before[argument]
    if (given === undefined) mismatch(`reads node ${argument}, which does not come before it`)
    if (given.op === 'pick' || typeOf(given) !== expected)
      mismatch(`reads node ${argument}, '${given.op}', where '${op}' needs a ${expected}`)
  }
}

/** A name and the node that it stands for: any but a string column. */
function outputReader(nodes: readonly GraphNode[]): JsonReader<readonly [name: string, node: number]> {
  const pair = list<string | number>((value) => (typeof value === 'string' ? text(1)(value) : index(value)), 2)
  return (value) => {
    const [name, at] = pair(value)
    if (typeof name !== 'string' || typeof at !== 'number') return mismatch('is not a pair of name and node')
    const node = nodes[at]
    if (node === undefined) return mismatch(`names node ${at} of ${nodes.length}`)
    if (typeOf(node) === 'string' && node.op !== 'pick')
      mismatch(`names the string column '${name}'; strings leave a graph through 'pick' alone`)
    return [name, at]
  }
}

const typeOf = (node: GraphNode) => (node.op === 'pick' || (node.op === 'column' && node.type === 'string') ? 'string' : 'number')

function unknownOperation(op: string, node: number): MillraceError {
  const operation = op.slice(0, 100)
  return new MillraceError({
    code: 'E_GRAPH_OPERATION_UNKNOWN',
    message: `graph: node ${node} is the operation '${operation}', which this version of @millrace/core does not know; update the package`,
    details: { operation, node },
  })
}
