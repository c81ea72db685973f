import { schemaOf, type Table } from '@millrace/core'
import type { z } from 'zod'
import { type CsvOptions, csvFormat } from './csv-options.ts'
import { type CsvSource, openSource } from './csv-source.ts'
import { NullTexts } from './null-texts.ts'
import { type QuarantinedRow, RefusedRows } from './refused-rows.ts'
import { streamRows } from './stream-rows.ts'
import { TableBuilder } from './table-builder.ts'

/**
 * How {@link readCsv} reads.
 *
 * @category CSV
 * @since 0.1.0
 */
export interface ReadCsvOptions<Row = Readonly<Record<string, unknown>>> extends Omit<CsvOptions, 'nullValues'> {
  /** Cells that are null: the same for all columns, or by column, where others keep the default. @defaultValue [''] */
  readonly nullValues?: readonly string[] | { readonly [Name in keyof Row]?: readonly string[] } | undefined
  /**
   * What happens to rows that break the schema: `error` throws when the file is read to its end, with the first 20 issues and the count; `quarantine` gives them as a
   * second table. @defaultValue 'error'
   */
  readonly onInvalid?: 'error' | 'quarantine' | undefined
}

/**
 * What {@link readCsv} gives where rows that break the schema are quarantined.
 *
 * @category CSV
 * @since 0.1.0
 */
export interface QuarantinedRead<Row> {
  /** The rows that keep the schema. */
  readonly table: Table<Row>
  /** The others, as text, in the order of the file. */
  readonly quarantine: Table<QuarantinedRow>
}

type RowOf<Shape extends z.core.$ZodLooseShape> = z.output<z.ZodObject<Shape>>

/**
 * Reads a CSV file into the typed columns of a zod object.
 *
 * The file is RFC 4180 in UTF-8, with LF, CR LF or bare CR as line ends, with or without byte order mark; quoted cells may hold delimiters, line ends and doubled
 * quotes, and a quote inside a bare cell is text. Columns are found by name and may stand in any order; further ones are ignored, optional ones may be missing.
 *
 * - *Null.* A bare empty cell (or one of `nullValues`) is null; `""` is the empty string in text columns. NaN is null only if `nullValues` says so.
 * - *Numbers* are the nearest float64 to decimal text (`-1.5e3`); `1,000`, `0x10`, `3+`, `Infinity` and surrounding spaces are refused. Integers may be written
 *   `360.0`. -0 becomes 0.
 * - *Booleans* are `true` and `false` in any case, and 1 and 0. Days are `2024-02-29`, instants `2024-02-29T12:00:00Z` with a zone.
 * - *Enums* refuse unseen values; strings keep them.
 * - *Blank lines* are skipped, except in a file of one column that may be null: there a blank line is a null.
 * - *Bad rows* (a wrong value, a check of the schema over one or several columns, too few or too many cells) are reported by physical line.
 *
 * `table.version` is the digest of the bytes, the same as DVC's; files from 8 MiB are hashed in a thread of their own. Memory holds the columns (whose arrays may
 * be views of slightly longer buffers), half a MiB that is being looked at, more where a row is longer, and the quarantine; a stream is read as fast as it is parsed.
 *
 * @param source - path, `file:` URL, bytes or stream
 * @param schema - the zod object of one row
 * @param options - form of the file, policy for bad rows, limits, signal and progress (task `read <name>`, in bytes)
 * @returns the table, or with `onInvalid: 'quarantine'` the table and the quarantine
 * @throws MillraceError `E_CSV_INVALID` when rows break the schema, `E_CSV_COLUMN_MISSING`, `E_CSV_COLUMN_DUPLICATE` or `E_CSV_HEADER` when the header is wrong,
 * `E_CSV_QUOTE` when a quote is never closed, `E_CSV_ENCODING` when the bytes are not text, `E_CSV_EMPTY` when there is nothing, `E_CSV_LIMIT` beyond a limit,
 * `E_FILE_MISSING`, `E_FILE_NOT_REGULAR` or `E_FILE_UNREADABLE` when there is no such file, `E_OPTION_INVALID`, `E_SCHEMA_UNSUPPORTED` as `schemaOf`
 * @see https://www.rfc-editor.org/rfc/rfc4180
 * @example
 * ```ts
 * import { readCsv } from '@millrace/data'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ id: z.string(), amount: z.number().nullable(), area: z.enum(['Urban', 'Rural']) })
 * const loans = await readCsv(Buffer.from('id,area,amount\nL1,Urban,120\nL2,Rural,\n'), Loan)
 * Array.from(loans.rows()) // => [{ id: 'L1', amount: 120, area: 'Urban' }, { id: 'L2', amount: null, area: 'Rural' }]
 *
 * const { table, quarantine } = await readCsv(Buffer.from('id,area,amount\nL1,Urban,12O\n'), Loan, { onInvalid: 'quarantine' })
 * table.rowCount // => 0
 * quarantine.row(0) // => { line: 2, column: 'amount', value: '12O', reason: 'not a number', issues: 1, raw: 'L1,Urban,12O' }
 * ```
 * @category CSV
 * @since 0.1.0
 */
export function readCsv<Shape extends z.core.$ZodLooseShape>(
  source: CsvSource,
  schema: z.ZodObject<Shape>,
  options: ReadCsvOptions<RowOf<Shape>> & { readonly onInvalid: 'quarantine' },
): Promise<QuarantinedRead<RowOf<Shape>>>
export function readCsv<Shape extends z.core.$ZodLooseShape>(
  source: CsvSource,
  schema: z.ZodObject<Shape>,
  options?: ReadCsvOptions<RowOf<Shape>> & { readonly onInvalid?: 'error' | undefined },
): Promise<Table<RowOf<Shape>>>
export async function readCsv<Shape extends z.core.$ZodLooseShape>(
  source: CsvSource,
  schema: z.ZodObject<Shape>,
  options: ReadCsvOptions<RowOf<Shape>> = {},
): Promise<Table<RowOf<Shape>> | QuarantinedRead<RowOf<Shape>>> {
  const { nullValues, quotedNulls = false, onInvalid = 'error', ...form } = options
  const format = csvFormat(form, 'readCsv')
  const columns = schemaOf(schema)
  const opened = await openSource(source)
  const name = options.name ?? opened.name
  const refused = new RefusedRows({ keep: onInvalid === 'quarantine' })
  const builder = new TableBuilder(columns, { name, format, nullsOf: nullsByColumn(nullValues), quotedNulls, refused })
  const version = await streamRows(opened, builder, { ...form, name, format })
  if (onInvalid === 'quarantine') return Object.freeze({ table: builder.finish(version), quarantine: refused.table(version) })
  if (refused.count > 0) throw refused.error(name)
  return builder.finish(version)
}

function nullsByColumn(nullValues: ReadCsvOptions['nullValues'] = ['']): (column: string) => NullTexts {
  if (isList(nullValues)) {
    const nulls = new NullTexts(nullValues)
    return () => nulls
  }
  return (column) => new NullTexts((Object.hasOwn(nullValues, column) ? nullValues[column] : undefined) ?? [''])
}

const isList = (value: unknown): value is readonly string[] => Array.isArray(value)
