import { type Json, MillraceError } from '@millrace/core'
import type { CsvLimits } from './csv-options.ts'

/** Where in a file something is wrong. */
export interface CsvPlace {
  /** What the source is called. */
  readonly name: string
  /** Physical line, the first being 1; absent where the file as a whole is meant. */
  readonly line?: number
}

/** An error of a file that names its place. */
export function csvError(
  code: `E_CSV_${string}`,
  { name, line }: CsvPlace,
  message: string,
  details: Readonly<Record<string, Json>> = {},
): MillraceError {
  const place = line === undefined ? { name } : { name, line }
  return new MillraceError({ code, message: `${Object.values(place).join(', line ')}: ${message}`, details: { ...place, ...details } })
}

/** What goes beyond a bound. */
export interface Excess {
  /** The bound. */
  readonly limit: keyof CsvLimits
  /** Its value. */
  readonly most: number
  /** What was found, in words. */
  readonly found: string
}

/** The file goes beyond a bound. */
export function limitError(place: CsvPlace, { limit, most, found }: Excess): MillraceError {
  return csvError('E_CSV_LIMIT', place, `${found}, more than ${most}; raise limits.${limit} if the file is right`, { limit, most })
}

/** A quote is open at the end of the file. */
export function unclosedQuote(place: CsvPlace): MillraceError {
  return csvError('E_CSV_QUOTE', place, 'the quote that opens here is never closed; close it, or double it where it is part of the text')
}
