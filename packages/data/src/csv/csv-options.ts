import { MillraceError, type WorkOptions } from '@millrace/core'
import { requireCount } from '../internal/require-count.ts'
import type { Dialect } from './row-scanner.ts'

/**
 * Bounds of what a file may make a reader hold; beyond one, reading stops with `E_CSV_LIMIT`.
 *
 * @category CSV
 * @since 0.1.0
 */
export interface CsvLimits {
  /** Most bytes of one row, and so of one cell: where a quote is never closed, reading stops here. @defaultValue 16 MiB */
  readonly rowBytes?: number | undefined
  /** Most cells of the header. @defaultValue 16,384 */
  readonly columns?: number | undefined
  /** Most rows. @defaultValue 2^31 - 1 */
  readonly rows?: number | undefined
  /** Most distinct values of one `string` column. @defaultValue 100 million */
  readonly distinct?: number | undefined
}

/**
 * The form of a CSV file.
 *
 * @category CSV
 * @since 0.1.0
 */
export interface CsvOptions extends WorkOptions {
  /** Character between cells, one of ASCII. @defaultValue ',' */
  readonly delimiter?: string | undefined
  /** Whether the first line names the columns; where it does not, the names by position, or false for those of the schema in its order. @defaultValue true */
  readonly header?: boolean | readonly string[] | undefined
  /** Physical lines before the header or the first row that are no part of the table. @defaultValue 0 */
  readonly skipLines?: number | undefined
  /** Whether spaces and tabs around cells, outside quotes, are no part of them. @defaultValue false */
  readonly trim?: boolean | undefined
  /** Cells that are null. @defaultValue [''] */
  readonly nullValues?: readonly string[] | undefined
  /** Whether a null text between quotes is null in text columns too; else `""` is the empty string there. @defaultValue false */
  readonly quotedNulls?: boolean | undefined
  /** Encoding of the file, as `TextDecoder` names it: `windows-1252`, `utf-16le`. @defaultValue 'utf-8' */
  readonly encoding?: string | undefined
  /** What messages and progress call the source. @defaultValue its path, or 'CSV' */
  readonly name?: string | undefined
  /** Bounds of what is read. */
  readonly limits?: CsvLimits | undefined
}

/** {@link CsvOptions} with every choice made, and checked. */
export interface CsvFormat extends Dialect {
  readonly header: boolean | readonly string[]
  readonly skipLines: number
  readonly encoding: string
  readonly limits: { readonly [Limit in keyof CsvLimits]-?: number }
}

const defaultLimits = { rowBytes: 2 ** 24, columns: 2 ** 14, rows: 2 ** 31 - 1, distinct: 100_000_000 } as const

/** Makes the choices that the options leave open; `E_OPTION_INVALID` where one cannot be. */
export function csvFormat(options: CsvOptions, caller: string): CsvFormat {
  const { delimiter = ',', header = true, skipLines = 0, trim = false, encoding = 'utf-8' } = options
  const limits = { ...defaultLimits }
  for (const [name, value] of Object.entries(options.limits ?? {})) {
    if (value === undefined) continue
    requireCount({ caller, option: `limits.${name}`, value, least: 1, most: 2 ** 31 - 1 })
    Object.assign(limits, { [name]: value })
  }
  requireCount({ caller, option: 'skipLines', value: skipLines, least: 0 })
  requireDelimiter(delimiter, caller)
  return { delimiter: delimiter.charCodeAt(0), header, skipLines, trim, encoding: knownEncoding(encoding, caller), limits }
}

/** Refuses a delimiter that is not one ASCII character, or that has a meaning of its own. */
export function requireDelimiter(delimiter: string, caller: string): void {
  if (/^[\t -~]$/.test(delimiter) && delimiter !== '"') return
  throw invalidOption('delimiter', delimiter, `${caller}: give one ASCII character, not a quote or a line end`)
}

function knownEncoding(label: string, caller: string): string {
  try {
    return new TextDecoder(label).encoding
  } catch {
    throw invalidOption('encoding', label, `${caller}: give a name that TextDecoder knows, such as 'windows-1252'`)
  }
}

function invalidOption(option: string, value: string, remedy: string): MillraceError {
  return new MillraceError({
    code: 'E_OPTION_INVALID',
    message: `${option} is ${JSON.stringify(value)}; ${remedy}`,
    details: { option, value },
  })
}
