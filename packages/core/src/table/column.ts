/**
 * Numbers, booleans, days and instants: one float64 a row, NaN where null.
 *
 * @category Table
 * @since 0.1.0
 */
export interface NumberColumn {
  /** Tells the two physical kinds apart. */
  readonly type: 'number'
  /** One value a row; not to be written to. */
  readonly values: Float64Array
}

/**
 * Strings: one dictionary code a row, -1 where null.
 *
 * @category Table
 * @since 0.1.0
 */
export interface StringColumn {
  /** Tells the two physical kinds apart. */
  readonly type: 'string'
  /** Index into the dictionary, or -1; not to be written to. */
  readonly codes: Int32Array
  /** The distinct strings; may hold some that no row uses. */
  readonly dictionary: readonly string[]
}

/**
 * The values of one column.
 *
 * @category Table
 * @since 0.1.0
 */
export type Column = NumberColumn | StringColumn

/**
 * Number of rows of a column.
 *
 * @param column - of either physical kind
 * @example
 * ```ts
 * import { lengthOf } from '@millrace/core'
 *
 * lengthOf({ type: 'number', values: Float64Array.of(1, 2) }) // => 2
 * ```
 * @category Table
 * @since 0.1.0
 */
export function lengthOf(column: Column): number {
  return column.type === 'number' ? column.values.length : column.codes.length
}

/** The rows at the given indexes, in that order. */
export function takeColumn(column: Column, indexes: Int32Array): Column {
  if (column.type === 'number') {
    const values = new Float64Array(indexes.length)
    for (let i = 0; i < indexes.length; i++) values[i] = column.values[indexes[i]!]!
    return { type: 'number', values }
  }
  const codes = new Int32Array(indexes.length)
  for (let i = 0; i < indexes.length; i++) codes[i] = column.codes[indexes[i]!]!
  return { type: 'string', codes, dictionary: column.dictionary }
}

/** The rows from `start` up to, not including, `end`, without copying. */
export function sliceColumn(column: Column, start: number, end: number): Column {
  if (column.type === 'number') return { type: 'number', values: column.values.subarray(start, end) }
  return { type: 'string', codes: column.codes.subarray(start, end), dictionary: column.dictionary }
}

/**
 * The rows of the first column, then those of the second; the dictionary of the first grows by what the second adds.
 *
 * @param first - of either physical kind
 * @param second - of the same kind
 * @throws TypeError when one holds numbers and the other strings
 * @example
 * ```ts
 * import { concatColumns } from '@millrace/core'
 *
 * const word = (text: string) => ({ type: 'string', codes: Int32Array.of(0), dictionary: [text] }) as const
 * concatColumns(word('a'), word('b')) // => { type: 'string', codes: Int32Array.of(0, 1), dictionary: ['a', 'b'] }
 * ```
 * @category Table
 * @since 0.1.0
 */
export function concatColumns(first: Column, second: Column): Column {
  if (first.type === 'number' && second.type === 'number') {
    const values = new Float64Array(first.values.length + second.values.length)
    values.set(first.values)
    values.set(second.values, first.values.length)
    return { type: 'number', values }
  }
  if (first.type === 'number' || second.type === 'number') throw new TypeError('concatColumns: a number column and a string column')
  const dictionary = [...first.dictionary]
  const known = new Map(dictionary.map((text, code) => [text, code]))
  const recode = Int32Array.from(second.dictionary, (text) => {
    const code = known.get(text) ?? dictionary.push(text) - 1
    known.set(text, code)
    return code
  })
  const codes = new Int32Array(first.codes.length + second.codes.length)
  codes.set(first.codes)
  for (let i = 0; i < second.codes.length; i++) {
    const code = second.codes[i]!
    codes[first.codes.length + i] = code < 0 ? -1 : recode[code]!
  }
  return { type: 'string', codes, dictionary: Object.freeze(dictionary) }
}
