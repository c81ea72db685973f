import { type ColumnKind, parseDay, parseInstant } from '@millrace/core'
import { Dictionary } from './dictionary.ts'
import { parseNumber } from './number-parser.ts'
import type { ParseNumber } from './number-reader.ts'

/** How the cells of a numeric kind are read. */
export interface CellParser {
  /** The number that a cell stands for, NaN where it stands for none. */
  readonly parse: ParseNumber
  /** Why a cell is refused for which `parse` gives NaN. */
  readonly unreadable: string
}

/** The parser of a numeric kind. */
export function cellParser(kind: ColumnKind): CellParser {
  if (kind === 'boolean') return { parse: parseBoolean, unreadable: 'not true, false, 1 or 0' }
  if (kind === 'day') return { parse: remembering(parseDay), unreadable: 'not a date such as 2024-02-29' }
  if (kind === 'instant')
    return { parse: parsing(parseInstant), unreadable: 'not a date and time with a zone such as 2024-02-29T12:00:00Z' }
  return { parse: parseNumber, unreadable: 'not a number' }
}

/** 1 for `true` in any case and what is numerically 1, 0 likewise. */
function parseBoolean(bytes: Buffer, start: number, end: number): number {
  const length = end - start
  if (length === 4 && isWord(bytes, start, 'true')) return 1
  if (length === 5 && isWord(bytes, start, 'false')) return 0
  const value = parseNumber(bytes, start, end)
  return value === 0 || value === 1 ? value : Number.NaN
}

/** Compares in any case of ASCII letters. */
function isWord(bytes: Buffer, start: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if ((bytes[start + i]! | 0x20) !== word.charCodeAt(i)) return false
  return true
}

const parsing =
  (parse: (text: string) => number): ParseNumber =>
  (bytes, start, end) =>
    parse(bytes.toString('latin1', start, end))

/** Days repeat: each distinct text is parsed once, up to a bound that only a file of other things reaches. */
function remembering(parse: (text: string) => number): ParseNumber {
  const texts = new Dictionary()
  const values: number[] = []
  return (bytes, start, end) => {
    const code = texts.size < 2 ** 16 ? texts.intern(bytes, start, end) : texts.find(bytes, start, end)
    if (code < 0) return parse(bytes.toString('latin1', start, end))
    const value = values[code] ?? parse(texts.text(code))
    values[code] = value
    return value
  }
}
