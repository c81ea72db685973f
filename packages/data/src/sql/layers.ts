import { argumentsOf, type GraphNode, type OperationName, reachable } from '@millrace/core'
import type { SqlDialect } from './dialect.ts'
import type { SqlFragment } from './fragment.ts'
import { splitLinear } from './split-linear.ts'

/** What a select over a source is printed from. */
export interface LayersOptions {
  /** A table name, a table function or a select in parentheses. */
  readonly source: string
  readonly dialect: SqlDialect
  /** Prints a column of the source; `reference` names it in SQL. */
  readonly column: (node: GraphNode & { readonly op: 'column' }, reference: (name: string) => string) => SqlFragment
  /** Columns of the source that pass as they are. */
  readonly keep?: readonly string[]
}

/** A relation that has computed the asked nodes. */
export interface Layers {
  /** To be put after `FROM`. */
  readonly from: string
  /** A node of the graph over that relation: a column's name or a constant. */
  readonly node: (index: number) => SqlFragment
  /** The columns that passed, in the order of `keep`. */
  readonly kept: readonly string[]
}

/** Operations whose text holds an operand more than once, which must then be a name. */
const repeating: ReadonlySet<OperationName> = new Set(['min', 'max', 'sqrt', 'log', 'pow', 'bucket', 'pick', 'trees'])
/** Operations in one expression. */
const maximumHeight = 6

/**
 * Prints the nodes that the given ones rest on as selects within selects: a node that several others read is a column of an inner select,
 * so the text grows with the graph and not with the paths through it. The innermost select renames the source's columns; beyond it no name
 * of the user's is in scope.
 */
export function printLayers(given: readonly GraphNode[], roots: Iterable<number>, options: LayersOptions): Layers {
  const { nodes, moved } = splitLinear(given)
  const wanted = new Set(Array.from(roots, (root) => moved[root]!))
  const order = reachable(nodes, wanted)
  const readers = countReaders(nodes, order)
  const { printers } = options.dialect
  const column = (node: GraphNode & { readonly op: 'column' }) =>
    options.column(node, (name) => `millrace_source.${options.dialect.identifier(name)}`)
  const printed = new Map<number, Printed>()
  const layers: string[][] = [[]]
  for (const index of order) {
    const node = nodes[index]!
    const args = argumentsOf(node).map((argument) => printed.get(argument)!)
    const print = printers[node.op] as (node: GraphNode, args: readonly SqlFragment[], column: unknown) => SqlFragment
    const operands = args.map((arg) => arg.fragment)
    const fragment = print(node, operands, column)
    const depth = Math.max(0, ...args.map((arg) => arg.depth))
    const height = 1 + Math.max(0, ...args.map((arg) => arg.height))
    if (node.op === 'const' || (node.op !== 'column' && !wanted.has(index) && mayBeInlined(fragment, height, readers.get(index)))) {
      printed.set(index, { fragment, depth, height })
      continue
    }
    const layer = node.op === 'column' ? 0 : depth + 1
    if (layer === layers.length) layers.push([])
    layers[layer]!.push(`${fragment.sql} AS n${index}`)
    printed.set(index, { fragment: { type: fragment.type, range: fragment.range, sql: `n${index}` }, depth: layer, height: 0 })
  }
  const kept = options.keep ?? []
  layers[0]!.push(...kept.map((name, i) => `millrace_source.${options.dialect.identifier(name)} AS k${i}`))
  return {
    from: nest(options.source, layers),
    node: (index) => printed.get(moved[index]!)!.fragment,
    kept: kept.map((_, i) => `k${i}`),
  }
}

interface Printed {
  readonly fragment: SqlFragment
  /** The layer that has all it names. */
  readonly depth: number
  /** Operations in its text. */
  readonly height: number
}

interface Readers {
  readonly count: number
  readonly repeated: boolean
}

function countReaders(nodes: readonly GraphNode[], order: readonly number[]): ReadonlyMap<number, Readers> {
  const readers = new Map<number, Readers>()
  for (const index of order) {
    const node = nodes[index]!
    for (const argument of argumentsOf(node)) {
      const { count, repeated } = readers.get(argument) ?? { count: 0, repeated: false }
      readers.set(argument, { count: count + 1, repeated: repeated || repeating.has(node.op) })
    }
  }
  return readers
}

/** Where NaN must be told from null the text of an operand is doubled, so it has to be a name. */
function mayBeInlined({ range }: SqlFragment, height: number, readers: Readers | undefined): boolean {
  return range !== 'nan' && height < maximumHeight && readers?.count === 1 && !readers.repeated
}

function nest(source: string, [first, ...others]: readonly (readonly string[])[]): string {
  const columns = first!.length > 0 ? first!.join(', ') : '1 AS millrace_row'
  return others.reduce(
    (inner, added, i) => `(\nSELECT *, ${added.join(', ')} FROM ${inner}) AS layer${i + 1}`,
    `(\nSELECT ${columns} FROM ${source} AS millrace_source) AS layer0`,
  )
}
