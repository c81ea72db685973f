import { fromRows, MillraceError, shown, type Table } from '@millrace/core'
import { z } from 'zod'

/** How many issues an error lists. */
const listed = 20

/**
 * One value of a CSV file that breaks the schema.
 *
 * @category CSV
 * @since 0.1.0
 */
export interface CsvIssue {
  /** Physical line on which the value begins; the first line of the file, the header, is 1. */
  readonly line: number
  /** The column, or null where the row as a whole is meant. */
  readonly column: string | null
  /** The value as written, without its quotes; the whole row where that is meant. */
  readonly value: string
  /** Why it is refused. */
  readonly reason: string
}

/**
 * A row that was refused; the raw text keeps what was in it.
 *
 * @category CSV
 * @since 0.1.0
 */
export interface QuarantinedRow {
  /** Physical line on which the first refused value begins. */
  readonly line: number
  /** Its column, or null where the row as a whole is meant. */
  readonly column: string | null
  /** The value as written, without its quotes; the whole row where that is meant. */
  readonly value: string
  /** Why it is refused. */
  readonly reason: string
  /** How many values of the row are refused. */
  readonly issues: number
  /** The row as it stands in the file, without its line end. */
  readonly raw: string
}

const quarantinedRow = /* @__PURE__ */ z.object({
  line: z.int(),
  column: z.string().nullable(),
  value: z.string(),
  reason: z.string(),
  issues: z.int(),
  raw: z.string(),
})

/** Gathers the rows that break the schema. */
export class RefusedRows {
  /** Rows refused so far. */
  count = 0
  readonly #first: CsvIssue[] = []
  readonly #kept: QuarantinedRow[] | null

  /** @param keep - whether every row is kept, or only the first issues */
  constructor({ keep }: { readonly keep: boolean }) {
    this.#kept = keep ? [] : null
  }

  /** Adds a row: its text and what is wrong in it, which are asked for only where they are kept. */
  add(raw: () => string, issues: () => readonly CsvIssue[]): void {
    this.count++
    if (this.#kept === null && this.#first.length >= listed) return
    const all = issues()
    this.#first.push(...all.slice(0, listed - this.#first.length))
    if (all[0] !== undefined) this.#kept?.push({ ...all[0], issues: all.length, raw: raw() })
  }

  /** The rows that were kept. */
  table(version: string): Table<QuarantinedRow> {
    return fromRows(quarantinedRow, this.#kept ?? [], { version })
  }

  /** The error that reports them. */
  error(name: string): MillraceError {
    const [first] = this.#first
    const column = first?.column === null ? '' : `, column '${first?.column}'`
    const more = this.count > 1 ? ` (and ${this.count - 1} more ${this.count === 2 ? 'row' : 'rows'})` : ''
    return new MillraceError({
      code: 'E_CSV_INVALID',
      message: `${name}, line ${first?.line}${column}: ${first?.reason}, but the value is ${shown(first?.value)}${more}; correct the file or pass onInvalid: 'quarantine'`,
      details: { name, rows: this.count, issues: this.#first.map((issue) => ({ ...issue, value: shown(issue.value) })) },
    })
  }
}
