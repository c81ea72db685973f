import { MillraceError } from '@millrace/core'

/**
 * A matrix as ml-matrix makes it: anything that knows its size and its cells.
 *
 * @category Matrices
 * @since 0.1.0
 */
export interface MatrixLike {
  /** Number of rows. */
  readonly rows: number
  /** Number of columns. */
  readonly columns: number
  /**
   * The number in a cell.
   *
   * @param row - from 0
   * @param column - from 0
   */
  get(row: number, column: number): number
}

/**
 * Numbers without a schema: a matrix, an array of rows, or, as typed arrays, of columns. NaN and null are null.
 *
 * @category Matrices
 * @since 0.1.0
 */
export type MatrixInput = MatrixLike | readonly (readonly (number | null)[])[] | readonly Float64Array[]

/** The columns of an input, copied unless they are columns already; every cell is finite or NaN. */
export function columnsOf(caller: string, x: MatrixInput): readonly Float64Array[] {
  const columns = Array.isArray(x)
    ? ofArray(caller, x as readonly (Float64Array | readonly unknown[])[])
    : ofMatrix(caller, x as MatrixLike)
  for (const [index, column] of columns.entries()) {
    const row = column.findIndex((value) => !Number.isFinite(value) && !Number.isNaN(value))
    if (row >= 0) throw invalid(caller, `row ${row}, column ${index} is infinite`, { row, column: index })
  }
  return columns
}

function ofMatrix(caller: string, x: MatrixLike): readonly Float64Array[] {
  if (typeof x?.get !== 'function' || !Number.isInteger(x.rows) || !Number.isInteger(x.columns))
    throw invalid(caller, 'it is neither a matrix nor an array')
  return Array.from({ length: x.columns }, (_, column) => Float64Array.from({ length: x.rows }, (_, row) => x.get(row, column)))
}

function ofArray(caller: string, x: readonly (Float64Array | readonly unknown[])[]): readonly Float64Array[] {
  const width = x[0]?.length ?? 0
  const isColumns = x[0] instanceof Float64Array
  for (const [index, line] of x.entries()) {
    const what = isColumns ? 'column' : 'row'
    if (isColumns ? !(line instanceof Float64Array) : !Array.isArray(line))
      throw invalid(caller, `${what} ${index} is of another kind than the first`, { [what]: index })
    if (line.length !== width)
      throw invalid(caller, `${what} ${index} has ${line.length} numbers and the first ${width}`, { [what]: index })
  }
  if (isColumns) return x as readonly Float64Array[]
  return Array.from({ length: width }, (_, column) => Float64Array.from(x, (line, row) => numberOf(caller, line[column], { row, column })))
}

function numberOf(caller: string, value: unknown, at: { readonly row: number; readonly column: number }): number {
  if (typeof value === 'number') return value
  if (value === null) return Number.NaN
  throw invalid(caller, `row ${at.row}, column ${at.column} is a ${typeof value}`, at)
}

/** What is wrong with numbers that are given without a schema. */
export function invalid(caller: string, why: string, details: Readonly<Record<string, number>> = {}): MillraceError {
  const remedy = 'give rows of equally many numbers, Float64Array columns, or a matrix'
  return new MillraceError({
    code: 'E_MATRIX_INVALID',
    message: `${caller}: x is not rows and columns of numbers: ${why}; ${remedy}`,
    details,
  })
}
