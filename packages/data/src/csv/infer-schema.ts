import { basename } from 'node:path'
import { type ColumnSpec, MillraceError } from '@millrace/core'
import { requireCount } from '../internal/require-count.ts'
import { type CsvOptions, csvFormat } from './csv-options.ts'
import { type CsvSource, openSource } from './csv-source.ts'
import { inferColumn } from './infer-column.ts'
import { NullTexts } from './null-texts.ts'
import { printSchema } from './print-schema.ts'
import { RowProfiler } from './row-profiler.ts'
import { streamRows } from './stream-rows.ts'

/**
 * How {@link inferSchema} looks at a file.
 *
 * @category CSV
 * @since 0.1.0
 */
export interface InferSchemaOptions extends CsvOptions {
  /** Name of the constant. @defaultValue the file's name in PascalCase, or `Row` */
  readonly schemaName?: string | undefined
  /** Most rows that are looked at, from the top. @defaultValue all */
  readonly rows?: number | undefined
  /** Most values of an enum; a text column with more is a string. @defaultValue 20 */
  readonly categories?: number | undefined
}

/**
 * What {@link inferSchema} found.
 *
 * @category CSV
 * @since 0.1.0
 */
export interface InferredSchema {
  /** TypeScript that declares the rows as a zod object, with counts as comments, for a person to review. */
  readonly source: string
  /** The same as plain data, in the order of the file. */
  readonly columns: readonly ColumnSpec[]
  /** Rows that were looked at. */
  readonly rowCount: number
}

/**
 * Proposes a zod object for a CSV file: source text to review, correct and commit. The schema is the contract of everything behind it, so it is written down once and
 * not guessed again at every read.
 *
 * Each column gets the narrowest kind that takes all its cells: integer, number, boolean (`true`, `false`), day, instant, an enum where few text values repeat, or
 * string. It is nullable where a null was seen. Codes that a number would spoil stay text: leading zeros, a plus sign, more than 15 digits. `readCsv` with the same options reads the rows that
 * were looked at; rows with too few or too many cells are reported in a comment.
 *
 * @param source - path, `file:` URL, bytes or stream
 * @param options - form of the file, bounds, signal and progress as for `readCsv`; without header the columns are called `column_1` and so on
 * @returns the source text and the columns
 * @throws MillraceError as `readCsv`, but for values
 * @example
 * ```ts
 * import { inferSchema } from '@millrace/data'
 *
 * const { source, columns } = await inferSchema(Buffer.from('id,amount,area\nL1,120,Urban\nL2,,Urban\n'))
 * columns.map((column) => column.kind) // => ['string', 'integer', 'category']
 * source.split('\n').slice(3, 8) // => ['export const Row = z.object({', "  id: z.string(), // 2 distinct, such as \"L1\"", '  amount: z.int().nullable(), // 1 null, 1 distinct, 120 to 120', "  area: z.enum(['Urban']), // 1 distinct", '})']
 * ```
 * @category CSV
 * @since 0.1.0
 */
export async function inferSchema(source: CsvSource, options: InferSchemaOptions = {}): Promise<InferredSchema> {
  const { rows = Number.MAX_SAFE_INTEGER, categories = 20, nullValues = [''], quotedNulls = false, schemaName } = options
  const format = csvFormat(options, 'inferSchema')
  requireCount({ caller: 'inferSchema', option: 'rows', value: rows, least: 1 })
  requireCount({ caller: 'inferSchema', option: 'categories', value: categories, least: 0 })
  if (schemaName !== undefined) requireIdentifier(schemaName)
  const opened = await openSource(source)
  const name = options.name ?? opened.name
  const profiler = new RowProfiler({ name, trim: format.trim, nulls: new NullTexts(nullValues), quotedNulls, mostRows: rows })
  await streamRows(opened, profiler, { ...options, name, format })
  const inferred = profiler.columns.map((column) => inferColumn(column, { mostCategories: categories }))
  const text = printSchema(inferred, {
    schemaName: schemaName ?? nameFor(opened.path ?? options.name ?? ''),
    comment: remarks(profiler, name),
  })
  return Object.freeze({
    source: text,
    columns: Object.freeze(inferred.map(({ spec }) => Object.freeze(spec))),
    rowCount: profiler.rowCount,
  })
}

function remarks({ rowCount, faultCount, firstFault, isFull }: RowProfiler, name: string): string[] {
  const proposal = `Proposed from ${isFull ? 'the first ' : ''}${rowCount} rows of ${name}; review before use.`
  if (firstFault === undefined) return [proposal]
  return [proposal, `${faultCount} further rows cannot be read: ${firstFault.reason} (line ${firstFault.line}).`]
}

/** `data/loan-train.csv` is `LoanTrain`. */
function nameFor(path: string): string {
  const words =
    basename(path)
      .replace(/\..*$/, '')
      .match(/[A-Za-z0-9]+/g) ?? []
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return /^[A-Z]/.test(name) ? name : `Row${name}`
}

function requireIdentifier(name: string): void {
  if (/^[A-Z][A-Za-z0-9_$]*$/.test(name)) return
  throw new MillraceError({
    code: 'E_OPTION_INVALID',
    message: `schemaName is ${JSON.stringify(name)}; inferSchema: give a name of ASCII letters and digits that begins with a capital`,
    details: { option: 'schemaName', value: name },
  })
}
