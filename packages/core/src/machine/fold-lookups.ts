import type { GraphNode } from '../graph/graph.ts'
import { codeCount, type Dictionary, nullCode } from './dictionaries.ts'
import { type NumberNode, numberStep } from './number-step.ts'

/** Most numbers that all tables of a machine hold together: 64 MB. */
const mostCells = 2 ** 23

/** The values of a node that rests on one string column, by the code of the string. */
export interface CodeTable {
  /** The column's node. */
  readonly column: number
  readonly values: Float64Array
}

/**
 * Finds the nodes that rest on one string column and constants alone, and computes them once a string rather than once a row: a one-hot group is one indexed
 * read an output. The same kernels compute them, so that nothing changes but the time.
 */
export function foldLookups(
  nodes: readonly GraphNode[],
  order: readonly number[],
  dictionaries: ReadonlyMap<number, Dictionary>,
): ReadonlyMap<number, CodeTable> {
  const tables = new Map<number, CodeTable>()
  let cells = 0
  for (const index of order) {
    const node = nodes[index]!
    if (node.op !== 'lookup' && !isElementwise(node)) continue
    const column = node.op === 'lookup' ? node.args[0] : onlyColumn(node, nodes, tables)
    if (column === null) continue
    const dictionary = dictionaries.get(column)!
    cells += codeCount(dictionary)
    if (cells > mostCells) break
    const values = node.op === 'lookup' ? lookupValues(node, dictionary) : combine(node, nodes, tables, codeCount(dictionary))
    tables.set(index, { column, values })
  }
  return tables
}

type Elementwise = Exclude<NumberNode, { readonly op: 'linear' | 'trees' }>

function isElementwise(node: GraphNode): node is Elementwise {
  return 'args' in node && node.op !== 'lookup' && node.op !== 'pick' && node.op !== 'linear' && node.op !== 'trees'
}

/** The string column that all arguments rest on but constants; null where there is none or another. */
function onlyColumn(node: Elementwise, nodes: readonly GraphNode[], tables: ReadonlyMap<number, CodeTable>): number | null {
  let column: number | null = null
  for (const argument of node.args) {
    if (nodes[argument]!.op === 'const') continue
    const table = tables.get(argument)
    if (table === undefined || (column !== null && table.column !== column)) return null
    column = table.column
  }
  return column
}

function combine(node: Elementwise, nodes: readonly GraphNode[], tables: ReadonlyMap<number, CodeTable>, size: number): Float64Array {
  const values = new Float64Array(size)
  const argumentOf = (index: number) => {
    const argument = nodes[index]!
    return argument.op === 'const' ? new Float64Array(size).fill(argument.value) : tables.get(index)!.values
  }
  numberStep(node, argumentOf, values)(size)
  return values
}

/** What the lookup answers for each code. */
function lookupValues(node: GraphNode & { readonly op: 'lookup' }, dictionary: Dictionary): Float64Array {
  const values = new Float64Array(codeCount(dictionary)).fill(node.other)
  values[nullCode] = node.missing
  for (const [i, key] of node.keys.entries()) values[dictionary.get(key)!] = node.values[i]!
  return values
}
