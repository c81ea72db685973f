import { type Column, type ColumnSpec, fromPhysical, type Json, type Table } from '@millrace/core'

/** Values that a column is set to, and what each is called. */
export interface Grid {
  readonly spec: ColumnSpec
  /** A number or the code of a text. */
  readonly cells: readonly number[]
  /** The values as rows hold them. */
  readonly values: readonly Json[]
  /** The column with one cell throughout. */
  readonly filled: (cell: number, rows: number) => Column
}

/** The values given, or those of the table: each of few, else equal steps between the 0.05 and 0.95 quantiles. */
export function gridOf(
  table: Table,
  spec: ColumnSpec,
  { values, points }: { values?: readonly unknown[] | undefined; points: number },
): Grid {
  const column = table.column(spec.name as never) as Column
  if (column.type === 'string') return textGrid(spec, column, values)
  const cells = values?.map(Number) ?? numberCells(column.values, points)
  return {
    spec,
    cells,
    values: cells.map((cell) => fromPhysical({ ...spec, asDate: false }, cell) as Json),
    filled: (cell, rows) => ({ type: 'number', values: new Float64Array(rows).fill(cell) }),
  }
}

function textGrid(spec: ColumnSpec, { codes, dictionary }: Column & { readonly type: 'string' }, given?: readonly unknown[]): Grid {
  const seen = new Set(codes)
  const values = given?.map(String) ?? dictionary.filter((_, code) => seen.has(code)).sort()
  return {
    spec,
    cells: values.map((_, index) => index),
    values,
    filled: (cell, rows) => ({ type: 'string', codes: new Int32Array(rows).fill(cell), dictionary: values }),
  }
}

function numberCells(values: Float64Array, points: number): readonly number[] {
  const known = values.filter((value) => !Number.isNaN(value)).sort()
  const distinct = [...new Set(known)]
  if (distinct.length <= points) return distinct
  const [from, to] = [quantileOfSorted(known, 0.05), quantileOfSorted(known, 0.95)]
  return Array.from({ length: points }, (_, i) => from + ((to - from) * i) / (points - 1))
}

/** Cunnane's plotting position, (i - 0.4) / (n + 0.2), as scikit-learn's grids have it. */
function quantileOfSorted(sorted: Float64Array, share: number): number {
  const position = Math.min(Math.max(0.4 + share * (sorted.length + 0.2), 1), sorted.length)
  const below = Math.min(Math.floor(position), sorted.length - 1)
  const first = sorted[below - 1]!
  return first + (position - below) * (sorted[below]! - first)
}
