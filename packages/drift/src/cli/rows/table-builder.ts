import { type Column, type ColumnKind, type ColumnSpec, MillraceError, schemaFromColumns, Table } from '@millrace/core'
import { RawColumn } from './raw-column.ts'

/** What rows are read for. */
export interface BuilderOptions {
  /** What messages call the source. */
  readonly name: string
  /** The columns to keep and the kinds that a profile knows; null keeps all. */
  readonly wanted: ReadonlyMap<string, ColumnKind | undefined> | null
  /** Most rows. */
  readonly maxRows: number
}

/** A table of rows, and what a person should know of how it was read. */
export interface ReadRows {
  readonly table: Table
  readonly notes: readonly string[]
}

const maxColumns = 16_384

/** Makes a table of JSON objects, one at a time; a column that no row names is left out, so that it is missing rather than null. */
export class RowsBuilder {
  readonly #options: BuilderOptions
  readonly #columns = new Map<string, RawColumn>()
  #rows = 0

  constructor(options: BuilderOptions) {
    this.#options = options
  }

  add(row: Readonly<Record<string, unknown>>): void {
    const { name, maxRows, wanted } = this.#options
    if (this.#rows === maxRows) throw tooMany(name, { what: 'rows', most: maxRows, remedy: 'raise --max-rows, or compare a sample' })
    for (const key of Object.keys(row)) {
      if (wanted !== null && !wanted.has(key)) continue
      this.#column(key).set(this.#rows, row[key])
    }
    this.#rows++
  }

  finish(): ReadRows {
    const { name, wanted } = this.#options
    if (wanted !== null && this.#columns.size === 0 && this.#rows > 0) throw noColumn(name, [...wanted.keys()])
    const notes: string[] = []
    const columns = new Map<string, Column>()
    const specs: ColumnSpec[] = []
    for (const [key, raw] of this.#columns) {
      const { kind, column } = raw.finish(this.#rows, wanted?.get(key))
      if (raw.nested && wanted === null) {
        notes.push(`${name}: column '${key}' is left out: it holds lists or objects, which have no distribution to compare`)
        continue
      }
      if (raw.mixedAt !== null)
        notes.push(`${name}: column '${key}' is read as text, since row ${raw.mixedAt + 1} is of another type than those before it`)
      columns.set(key, column)
      specs.push({ name: key, kind, nullable: true, optional: true })
    }
    return { table: new Table(schemaFromColumns(specs), columns), notes }
  }

  #column(name: string): RawColumn {
    const found = this.#columns.get(name)
    if (found !== undefined) return found
    const most = { what: 'columns' as const, most: maxColumns, remedy: 'write one flat JSON object of the same columns a line' }
    if (this.#columns.size === maxColumns) throw tooMany(this.#options.name, most)
    const made = new RawColumn()
    this.#columns.set(name, made)
    return made
  }
}

interface Excess {
  readonly what: 'rows' | 'columns'
  readonly most: number
  readonly remedy: string
}

function tooMany(name: string, { what, most, remedy }: Excess): MillraceError {
  return new MillraceError({
    code: 'E_DRIFT_LIMIT',
    message: `${name} has more than ${most} ${what}; ${remedy}`,
    details: { name, what, most },
  })
}

/** Rows of something else. */
export function noColumn(name: string, wanted: readonly string[]): MillraceError {
  return new MillraceError({
    code: 'E_COLUMN_UNKNOWN',
    message: `${name} has none of the columns that are compared: ${wanted.slice(0, 20).join(', ')}; give rows of the reference's columns`,
    details: { name, columns: wanted.slice(0, 100) },
  })
}
