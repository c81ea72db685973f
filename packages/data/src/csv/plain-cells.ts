import type { Dictionary } from './dictionary.ts'

/** Numbers that may be read without the reader of their column. */
export interface PlainNumbers {
  /** Tells the two kinds apart. */
  readonly kind: 'number'
  /** Whether an empty cell is a null that the column takes. */
  readonly takesEmpty: boolean
  /** Least number that needs no check. */
  readonly low: number
  /** Greatest number that needs no check. */
  readonly high: number
  /** Whether a number with decimals needs one. */
  readonly whole: boolean
}

/** Strings that may be read without the reader of their column, if they are known. */
export interface PlainTexts {
  /** Tells the two kinds apart. */
  readonly kind: 'text'
  /** Whether an empty cell is a null that the column takes. */
  readonly takesEmpty: boolean
  /** Those that are known. */
  readonly dictionary: Dictionary
}

/** What a column lets be read without its reader; a cell of any other form is still the reader's. */
export type PlainCells = PlainNumbers | PlainTexts
