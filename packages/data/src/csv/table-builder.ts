import { type Column, type ColumnSpec, isText, refineRow, type Schema, Table } from '@millrace/core'
import type { CellBlock } from './cell-block.ts'
import { ColumnStore } from './column-store.ts'
import type { CsvFormat } from './csv-options.ts'
import { matchColumns } from './match-columns.ts'
import type { NullTexts } from './null-texts.ts'
import { NumberReader } from './number-reader.ts'
import { cellParser } from './parse-cell.ts'
import { PlainRowReader } from './plain-row-reader.ts'
import { type Refusal, reportRefusals } from './refusals.ts'
import type { RefusedRows } from './refused-rows.ts'
import type { PlainRows, RowHandler, RowsShape } from './row-reader.ts'
import type { RowsStart } from './rows-start.ts'
import { TextReader } from './text-reader.ts'

/** How a table is built of rows. */
export interface TableBuilderOptions {
  /** What messages call the file. */
  readonly name: string
  /** Its form. */
  readonly format: CsvFormat
  /** What is null in a column. */
  readonly nullsOf: (column: string) => NullTexts
  /** Whether it is null between quotes in text columns too. */
  readonly quotedNulls: boolean
  /** Takes the rows that break the schema. */
  readonly refused: RefusedRows
}

/** Turns the rows of a file into the columns of a schema. */
export class TableBuilder<Row> implements RowHandler {
  readonly #schema: Schema<Row>
  readonly #options: TableBuilderOptions
  #store = new ColumnStore([])
  #plain: PlainRowReader | null = null

  constructor(schema: Schema<Row>, options: TableBuilderOptions) {
    this.#schema = schema
    this.#options = options
  }

  begin(start: RowsStart): RowsShape {
    const { name, format, nullsOf } = this.#options
    const placed = matchColumns(this.#schema.columns, start, name).filter(({ cell }) => cell >= 0)
    this.#store = new ColumnStore(placed.map(({ spec, cell }) => ({ reader: this.#cellReader(spec), cell })))
    const width = start.names?.length ?? placed.length
    const { delimiter, trim, limits } = format
    if (!trim && this.#schema.rowRefinement === undefined) {
      this.#plain = new PlainRowReader(this.#store, { delimiter, width, mostBytes: limits.rowBytes })
    }
    const keepBlank = placed.some(({ spec }) => (spec.nullable || spec.optional) && nullsOf(spec.name).empty)
    return { width, keepBlank }
  }

  expectRows(count: number): void {
    this.#store.expected = count
  }

  plainRows(bytes: Buffer, from: number, to: number): PlainRows {
    if (this.#plain === null) return { rowCount: 0, next: from }
    const before = this.#store.length
    this.#store.reserve(1)
    const next = this.#plain.read(bytes, from, to)
    return { rowCount: this.#store.length - before, next }
  }

  rows(block: CellBlock): void {
    const { format, refused } = this.#options
    this.#store.reserve(block.rowCount)
    const refusals: Refusal[] = []
    this.#store.append(block, {
      trim: format.trim,
      refuse: (row, { reader, cell }, reason) => refusals.push({ row, column: reader.spec.name, cell, reason }),
    })
    if (this.#schema.rowRefinement !== undefined) this.#refineRows(block, refusals)
    if (refusals.length + block.faults.length === 0) return
    this.#store.drop(reportRefusals(block, refusals, { refused, trim: format.trim }))
  }

  /** The table of the rows that were kept. */
  finish(version: string): Table<Row> {
    const store = this.#store
    const built = new Map(store.columns.map((column) => [column.reader.spec.name, store.finish(column)]))
    for (const spec of this.#schema.columns) if (!built.has(spec.name)) built.set(spec.name, nullColumn(spec, store.length))
    return new Table(this.#schema, built, { version })
  }

  #cellReader(spec: ColumnSpec) {
    const { nullsOf, quotedNulls, name, format } = this.#options
    const nulls = nullsOf(spec.name)
    if (!isText(spec.kind)) return new NumberReader(spec, this.#schema, { nulls, ...cellParser(spec.kind) })
    return new TextReader(spec, this.#schema, { nulls, quotedNulls, name, mostDistinct: format.limits.distinct })
  }

  /** Runs the checks over several columns on the rows that were not refused yet. */
  #refineRows({ rowCount }: CellBlock, refusals: Refusal[]): void {
    const known = new Set(refusals.map(({ row }) => row))
    for (let row = 0; row < rowCount; row++) {
      if (known.has(row)) continue
      refineRow(this.#schema.rowRefinement!, this.#row(row), ({ path, message }) => {
        const column = this.#store.columns.find(({ reader }) => reader.spec.name === path[0])
        refusals.push({ row, column: column?.reader.spec.name ?? null, cell: column?.cell ?? -1, reason: message })
      })
    }
  }

  /** A row as zod sees it: a null of a column that may be missing, but not null, is missing. */
  #row(row: number): Record<string, unknown> {
    const entries = this.#store.columns.map((column) => [column.reader.spec, this.#store.value(column, row)] as const)
    return Object.fromEntries(entries.filter(([spec, value]) => value !== null || spec.nullable).map(([spec, value]) => [spec.name, value]))
  }
}

function nullColumn(spec: ColumnSpec, rowCount: number): Column {
  if (!isText(spec.kind)) return { type: 'number', values: new Float64Array(rowCount).fill(Number.NaN) }
  return { type: 'string', codes: new Int32Array(rowCount).fill(-1), dictionary: Object.freeze([...(spec.categories ?? [])]) }
}
