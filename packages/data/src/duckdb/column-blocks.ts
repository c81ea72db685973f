import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api'
import type { Column } from '@millrace/core'
import type { SelectPlan } from './select-plan.ts'

/**
 * Consecutive rows of a result, by columns.
 *
 * @category DuckDB
 * @since 0.1.0
 */
export interface ColumnBlock {
  /** Number of the first row, from 0. */
  readonly start: number
  /** Number of rows. */
  readonly rowCount: number
  /** One column an output of the graph, by name, in its order. */
  readonly columns: ReadonlyMap<string, Column>
}

/** Streams the result in blocks of so many rows; one block and DuckDB's own buffer are all that is held. */
export async function* streamBlocks(
  connection: DuckDBConnection,
  plan: SelectPlan,
  blockRows: number,
): AsyncGenerator<ColumnBlock, void, undefined> {
  const result = await connection.stream(plan.sql)
  let start = 0
  let filled = 0
  let block = allocate(plan, blockRows)
  const finish = (): ColumnBlock => {
    const columns = block.map((values, i) => columnOf(filled < blockRows ? values.slice(0, filled) : values, plan.dictionaries[i]!))
    return { start, rowCount: filled, columns: plan.finish(columns, filled) }
  }
  for await (const chunk of result) {
    const { rowCount } = chunk
    for (let from = 0; from < rowCount; ) {
      const count = Math.min(rowCount - from, blockRows - filled)
      copyRows(chunk, from, count, block, filled)
      from += count
      filled += count
      if (filled < blockRows) continue
      yield finish()
      start += filled
      filled = 0
      block = allocate(plan, blockRows)
    }
  }
  if (filled > 0) yield finish()
}

type Values = Float64Array | Int32Array

function allocate({ dictionaries }: SelectPlan, length: number): Values[] {
  return dictionaries.map((dictionary) => (dictionary === null ? new Float64Array(length) : new Int32Array(length)))
}

function columnOf(values: Values, dictionary: readonly string[] | null): Column {
  return dictionary === null
    ? { type: 'number', values: values as Float64Array }
    : { type: 'string', codes: values as Int32Array, dictionary }
}

/** The select leaves no null, so each item is a number. */
function copyRows(chunk: DuckDBDataChunk, from: number, count: number, block: readonly Values[], to: number): void {
  for (let column = 0; column < block.length; column++) {
    const vector = chunk.getColumnVector(column)
    const values = block[column]!
    for (let i = 0; i < count; i++) values[to + i] = vector.getItem(from + i) as number
  }
}

/** The columns of all blocks, one after another. */
export async function joinBlocks(blocks: AsyncIterable<ColumnBlock>, plan: SelectPlan): Promise<ReadonlyMap<string, Column>> {
  const all: ColumnBlock[] = []
  for await (const block of blocks) all.push(block)
  const [first = emptyBlock(plan)] = all
  if (all.length < 2) return first.columns
  const rowCount = all.reduce((sum, block) => sum + block.rowCount, 0)
  const join = (name: string, column: Column): Column => {
    const values = column.type === 'number' ? new Float64Array(rowCount) : new Int32Array(rowCount)
    for (const block of all) values.set(valuesOf(block.columns.get(name)!), block.start)
    return columnOf(values, column.type === 'number' ? null : column.dictionary)
  }
  return new Map([...first.columns].map(([name, column]) => [name, join(name, column)]))
}

function emptyBlock(plan: SelectPlan): ColumnBlock {
  const columns = allocate(plan, 0).map((values, i) => columnOf(values, plan.dictionaries[i]!))
  return { start: 0, rowCount: 0, columns: plan.finish(columns, 0) }
}

const valuesOf = (column: Column): Values => (column.type === 'number' ? column.values : column.codes)
