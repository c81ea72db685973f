import { MillraceError } from '../errors/millrace-error.ts'
import type { GraphNode } from '../graph/graph.ts'
import type { PhysicalValue } from '../schema/physical-value.ts'
import type { ColumnSource } from './machine.ts'

/** Codes of a string input inside the machine: null, any string that no lookup names, then the named ones. */
const nullCode = 0
const otherCode = 1
const firstKey = 2

interface NumberInput {
  readonly type: 'number'
  readonly name: string
  values: Float64Array
  readonly row: Float64Array
}

/** A string column, recoded so that every lookup over it is one indexed read. */
export interface StringInput {
  readonly type: 'string'
  readonly name: string
  /** Code by string, over the keys of all lookups. */
  readonly codes: ReadonlyMap<string, number>
  values: Int32Array
  /** From a code of the source, plus 1, to a code of the machine. */
  recode: Int32Array
  readonly row: Int32Array
  readonly rowRecode: Int32Array
}

/** What the machine reads: bound to a table, or to one row. */
export interface Inputs {
  /** First row of the current block. */
  start: number
  /** The columns by node index. */
  readonly byNode: ReadonlyMap<number, NumberInput | StringInput>
  /** Points every input at the source's column. */
  bind(source: ColumnSource): void
  /** Lets the source go and points at the row again. */
  release(): void
  /** Sets the one row, values in the order of {@link Inputs.names}. */
  setRow(values: readonly PhysicalValue[]): void
  /** Names of the columns, in the order that `setRow` expects. */
  readonly names: readonly string[]
}

/** Finds the columns among the nodes that run. */
export function createInputs(nodes: readonly GraphNode[], order: readonly number[]): Inputs {
  const byNode = new Map<number, NumberInput | StringInput>()
  for (const index of order) {
    const node = nodes[index]!
    if (node.op === 'column') byNode.set(index, node.type === 'number' ? numberInput(node.name) : stringInput(node.name, keysRead(nodes, order, index)))
  }
  const list = [...byNode.values()]
  return {
    start: 0,
    byNode,
    names: list.map((input) => input.name),
    bind(source) {
      for (const input of list) bindColumn(input, source)
    },
    release() {
      for (const input of list) {
        input.values = input.row
        if (input.type === 'string') input.recode = input.rowRecode
      }
    },
    setRow(values) {
      for (let i = 0; i < list.length; i++) {
        const input = list[i]!
        const value = values[i]!
        if (input.type === 'number') input.row[0] = value as number
        else input.rowRecode[1] = value === null ? nullCode : (input.codes.get(value as string) ?? otherCode)
      }
    },
  }
}

function numberInput(name: string): NumberInput {
  const row = new Float64Array(1)
  return { type: 'number', name, values: row, row }
}

function stringInput(name: string, keys: Iterable<string>): StringInput {
  const codes = new Map<string, number>()
  for (const key of keys) if (!codes.has(key)) codes.set(key, codes.size + firstKey)
  const row = new Int32Array(1)
  const rowRecode = new Int32Array(2)
  return { type: 'string', name, codes, values: row, recode: rowRecode, row, rowRecode }
}

function* keysRead(nodes: readonly GraphNode[], order: readonly number[], column: number): Generator<string> {
  for (const index of order) {
    const node = nodes[index]!
    if (node.op === 'lookup' && node.args[0] === column) yield* node.keys
  }
}

function bindColumn(input: NumberInput | StringInput, source: ColumnSource): void {
  const column = source.column(input.name)
  if (column.type === 'number' && input.type === 'number') {
    input.values = column.values
  } else if (column.type === 'string' && input.type === 'string') {
    input.values = column.codes
    input.recode = new Int32Array(column.dictionary.length + 1)
    for (let code = 0; code < column.dictionary.length; code++) input.recode[code + 1] = input.codes.get(column.dictionary[code]!) ?? otherCode
  } else {
    throw new MillraceError({
      code: 'E_TABLE_INVALID',
      message: `column '${input.name}' is read as ${input.type === 'number' ? 'numbers' : 'strings'}, but the table holds ${column.type}s`,
      details: { column: input.name },
    })
  }
}

/** One number a code of the input: what the lookup answers. */
export function lookupMapping(node: GraphNode & { readonly op: 'lookup' }, { codes }: StringInput): Float64Array {
  const mapping = new Float64Array(codes.size + firstKey).fill(node.other)
  mapping[nullCode] = node.missing
  for (const [i, key] of node.keys.entries()) mapping[codes.get(key)!] = node.values[i]!
  return mapping
}
