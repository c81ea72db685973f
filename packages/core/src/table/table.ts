import { MillraceError } from '../errors/millrace-error.ts'
import { type ColumnSpec, isText } from '../schema/column-spec.ts'
import { fromPhysical } from '../schema/physical-value.ts'
import { findColumn, type Schema } from '../schema/schema.ts'
import { type Column, concatColumns, lengthOf, sliceColumn, takeColumn } from './column.ts'
import { sortedIndexes } from './sort.ts'

/**
 * How {@link Table.sort} orders.
 *
 * @category Table
 * @since 0.1.0
 */
export interface SortOptions {
  /** Greatest first; nulls stay last. @defaultValue false */
  readonly descending?: boolean
}

/**
 * What a table carries beside its columns.
 *
 * @category Table
 * @since 0.1.0
 */
export interface TableOptions {
  /** Digest of the data that the table was read from, as lineage records it (`md5:…`); derived tables keep it. */
  readonly version?: string | undefined
}

const marker = Symbol.for('millrace.table')

/**
 * Immutable typed columns of equal length. Every method returns a new table and shares what it can; no row is an object inside.
 *
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number(), area: z.enum(['Urban', 'Rural']) })
 * const loans = fromRows(Loan, [{ amount: 90, area: 'Rural' }, { amount: 40, area: 'Urban' }, { amount: 60, area: 'Rural' }])
 * const rural = loans.filter((loan) => loan.area === 'Rural').sort('amount').select('amount')
 * Array.from(rural.rows()) // => [{ amount: 60 }, { amount: 90 }]
 * ```
 * @category Table
 * @since 0.1.0
 */
export class Table<out Row = unknown> {
  /** The columns' types, in order. */
  readonly schema: Schema<Row>
  /** Number of rows. */
  readonly rowCount: number
  /** Digest of the data that the table was read from; absent for tables made in memory. */
  readonly version: string | undefined
  readonly #columns: ReadonlyMap<string, Column>

  /**
   * Wraps columns that were checked already; `fromRows` and readers are the ways in for data from outside.
   *
   * @throws MillraceError `E_TABLE_INVALID` when a column is missing, of the wrong physical kind or of another length
   */
  constructor(schema: Schema<Row>, columns: ReadonlyMap<string, Column>, { version }: TableOptions = {}) {
    const first = schema.columns[0]
    this.schema = schema
    this.rowCount = first === undefined ? 0 : lengthOf(requireColumn(columns, first.name))
    this.version = version
    this.#columns = new Map(schema.columns.map((spec) => [spec.name, checkColumn(spec, columns, this.rowCount)]))
    Object.defineProperty(this, marker, { value: true })
    Object.freeze(this)
  }

  /** Tells whether a value is a table, whichever copy of the package made it. */
  static isInstance(value: unknown): value is Table<never> {
    return typeof value === 'object' && value !== null && marker in value
  }

  /**
   * The values of one column; not to be written to.
   *
   * @throws MillraceError `E_COLUMN_UNKNOWN` when the table has no such column
   */
  column(name: keyof Row & string): Column {
    return requireColumn(this.#columns, name)
  }

  /** The rows as objects, made one by one as they are asked for. */
  *rows(): Generator<Row, void, undefined> {
    for (let row = 0; row < this.rowCount; row++) yield this.row(row)
  }

  /**
   * One row as an object.
   *
   * @param index - from 0 to `rowCount` - 1
   * @throws RangeError when there is no such row
   */
  row(index: number): Row {
    if (!(Number.isInteger(index) && index >= 0 && index < this.rowCount))
      throw new RangeError(`row ${index}: the table has ${this.rowCount} rows`)
    return Object.fromEntries(this.schema.columns.map((spec) => [spec.name, valueAt(spec, this.#columns.get(spec.name)!, index)])) as Row
  }

  /**
   * The named columns alone, in the given order.
   *
   * @throws MillraceError `E_COLUMN_UNKNOWN` when the table has no such column
   */
  select<const Name extends keyof Row & string>(...names: readonly Name[]): Table<Pick<Row, Name>> {
    const columns = Array.from(new Set(names), (name) => findColumn(this.schema, name) ?? unknownColumn(name, [...this.#columns.keys()]))
    return this.#with(
      { ...this.schema, columns: Object.freeze(columns), rowRefinement: undefined } as Schema<Pick<Row, Name>>,
      this.#columns,
    )
  }

  /**
   * The rows for which the predicate holds.
   *
   * @param predicate - receives one cursor, the same object for every row, whose properties read the columns; do not keep it
   */
  filter(predicate: (row: Readonly<Row>, index: number) => boolean): Table<Row> {
    const kept: number[] = []
    let index = 0
    const cursor = Object.create(null) as Row
    for (const spec of this.schema.columns) {
      const column = this.#columns.get(spec.name)!
      Object.defineProperty(cursor, spec.name, { enumerable: true, get: () => valueAt(spec, column, index) })
    }
    for (; index < this.rowCount; index++) if (predicate(cursor, index)) kept.push(index)
    return this.take(Int32Array.from(kept))
  }

  /** The rows from `start` up to, not including, `end`, as `Array.prototype.slice` counts them; nothing is copied. */
  slice(start: number, end: number = this.rowCount): Table<Row> {
    const from = Math.min(start < 0 ? Math.max(0, this.rowCount + start) : start, this.rowCount)
    const to = Math.max(from, Math.min(end < 0 ? this.rowCount + end : end, this.rowCount))
    return this.#map((column) => sliceColumn(column, from, to))
  }

  /**
   * The rows at the given indexes, in that order; an index may repeat.
   *
   * @throws RangeError when an index is not a row
   */
  take(indexes: Int32Array): Table<Row> {
    const wrong = indexes.find((index) => index < 0 || index >= this.rowCount)
    if (wrong !== undefined) throw new RangeError(`take: row ${wrong} of a table of ${this.rowCount} rows`)
    return this.#map((column) => takeColumn(column, indexes))
  }

  /**
   * The rows of this table, then those of the other, which has the same columns.
   *
   * @throws MillraceError `E_COLUMN_UNKNOWN` when the other table lacks a column, `E_TABLE_INVALID` when one is of another kind
   */
  concat(other: Table<Row>): Table<Row> {
    const columns = this.schema.columns.map((spec) => {
      const name = spec.name as keyof Row & string
      const added = other.column(name)
      const kind = findColumn(other.schema, name)?.kind
      if (kind !== spec.kind)
        throw invalid(`concat: column '${name}' is of kind ${spec.kind} here and of kind ${kind} in the second table`, name)
      return [name, concatColumns(this.column(name), added)] as const
    })
    return this.#with(this.schema, new Map(columns), { version: this.version === other.version ? this.version : undefined })
  }

  /**
   * The rows in the order of the named columns, the first deciding first: numbers by value, strings by code point, nulls last. Equal rows keep their order.
   *
   * @throws MillraceError `E_COLUMN_UNKNOWN` when the table has no such column
   */
  sort(by: (keyof Row & string) | readonly (keyof Row & string)[], { descending = false }: SortOptions = {}): Table<Row> {
    const keys = (typeof by === 'string' ? [by] : by).map((name) => this.column(name))
    return this.take(sortedIndexes(keys, this.rowCount, descending))
  }

  /**
   * This table with one more column, or with the column of that name replaced in its place; checks that zod had on the old one are gone.
   *
   * @throws MillraceError `E_TABLE_INVALID` when the column has another length or physical kind than its type says
   */
  withColumn<const Name extends string, Value>(
    spec: ColumnSpec & { readonly name: Name },
    column: Column,
  ): Table<Omit<Row, Name> & Record<Name, Value>> {
    const { columns, refinements, rowRefinement } = this.schema
    const replaces = this.#columns.has(spec.name)
    const added = Object.freeze({ ...spec })
    const schema = {
      columns: Object.freeze(replaces ? columns.map((one) => (one.name === spec.name ? added : one)) : [...columns, added]),
      refinements: new Map([...refinements].filter(([name]) => name !== spec.name)),
      rowRefinement: replaces ? undefined : rowRefinement,
    }
    return this.#with(schema as Schema<Omit<Row, Name> & Record<Name, Value>>, new Map([...this.#columns, [spec.name, column]]))
  }

  #map(change: (column: Column) => Column): Table<Row> {
    return this.#with(this.schema, new Map([...this.#columns].map(([name, column]) => [name, change(column)])))
  }

  #with<Other>(
    schema: Schema<Other>,
    columns: ReadonlyMap<string, Column>,
    options: TableOptions = { version: this.version },
  ): Table<Other> {
    return new Table(schema, columns, options)
  }
}

/** One value as rows hold it. */
export function valueAt(spec: ColumnSpec, column: Column, row: number): unknown {
  if (column.type === 'number') return fromPhysical(spec, column.values[row]!)
  return column.dictionary[column.codes[row]!] ?? null
}

function checkColumn(spec: ColumnSpec, columns: ReadonlyMap<string, Column>, rowCount: number): Column {
  const column = requireColumn(columns, spec.name)
  const type = isText(spec.kind) ? 'string' : 'number'
  if (column.type !== type) throw invalid(`column '${spec.name}' of kind ${spec.kind} is held as a ${column.type} column`, spec.name)
  if (lengthOf(column) !== rowCount)
    throw invalid(`column '${spec.name}' has ${lengthOf(column)} rows, the first column ${rowCount}`, spec.name)
  return column
}

function requireColumn(columns: ReadonlyMap<string, Column>, name: string): Column {
  return columns.get(name) ?? unknownColumn(name, [...columns.keys()])
}

function unknownColumn(name: string, known: readonly string[]): never {
  const listed = known.slice(0, 50).map((one) => `'${one}'`)
  throw new MillraceError({
    code: 'E_COLUMN_UNKNOWN',
    message: `the table has no column '${name}'; it has ${listed.join(', ')}${known.length > listed.length ? ', …' : ''}`,
    details: { column: name, known },
  })
}

function invalid(message: string, column: string): MillraceError {
  return new MillraceError({ code: 'E_TABLE_INVALID', message, details: { column } })
}
