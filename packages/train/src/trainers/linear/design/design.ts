import type { ColumnMeasures } from './measure-columns.ts'
import { createNativeSums, type NativeSums } from './native-sums.ts'

/** Rows in a block: with some thirty columns it stays in the nearest cache. */
export const blockRows = 128
/** Columns whose numbers of one row lie side by side. */
export const groupColumns = 4
/** Numbers in a group of columns of one block. */
export const groupSize = blockRows * groupColumns

/**
 * Features made fit for equations, centred and of about one size, with a last column of ones for the intercept: laid out block by block whenever rows are read, so that
 * no second copy of them is kept.
 *
 * In a block numbers lie group by group, in a group row by row: sums over products of columns then read four neighbours at a time. Missing columns of the last group are 0.
 */
export interface Design {
  /** The block that was loaded last. */
  readonly values: Float64Array
  readonly rows: number
  readonly blocks: number
  /** Number of columns, the intercept included; it is the last. */
  readonly size: number
  /** Number of columns with those that fill the last group. */
  readonly width: number
  /** Sums in WebAssembly; null where loops in TypeScript make them. */
  readonly native: NativeSums | null
  /** Lays a block out and says how many rows it has. */
  load(block: number): number
}

/** Of fewer numbers, sums are over before a module is ready. */
const fewestNative = 2 ** 16

/** How a design is laid out. */
export interface LayDesignOptions {
  /** Whether sums may be made in WebAssembly, which changes no bit. */
  readonly native?: boolean
}

/** A column of a design: `(value - mean) * factor`. */
interface SourceColumn {
  readonly values: Float64Array
  readonly mean: number
  readonly factor: number
}

/** Lays the features that vary out as a design. */
export function layDesign(
  features: readonly Float64Array[],
  { means, scales, varying }: ColumnMeasures,
  rows: number,
  { native: allowed = true }: LayDesignOptions = {},
): Design {
  const size = varying.length + 1
  const width = Math.ceil(size / groupColumns) * groupColumns
  const blocks = Math.ceil(rows / blockRows)
  const nothing: SourceColumn = { values: new Float64Array(rows), mean: 0, factor: 1 }
  const columns: SourceColumn[] = [
    ...varying.map((j) => ({ values: features[j]!, mean: means[j]!, factor: 1 / scales[j]! })),
    { ...nothing, values: new Float64Array(rows).fill(1) },
    ...new Array<SourceColumn>(width - size).fill(nothing),
  ]
  const native = allowed && rows * width >= fewestNative ? createNativeSums(width) : null
  const values = native?.values ?? new Float64Array(blockRows * width)
  const load = (block: number): number => {
    const row = block * blockRows
    const end = Math.min(row + blockRows, rows)
    for (let j = 0; j < width; j += groupColumns) layGroup(columns, j, row, end, values)
    return end - row
  }
  return { values, rows, blocks, size, width, native, load }
}

function layGroup(columns: readonly SourceColumn[], j: number, start: number, end: number, values: Float64Array): void {
  const { values: v0, mean: m0, factor: f0 } = columns[j]!
  const { values: v1, mean: m1, factor: f1 } = columns[j + 1]!
  const { values: v2, mean: m2, factor: f2 } = columns[j + 2]!
  const { values: v3, mean: m3, factor: f3 } = columns[j + 3]!
  for (let row = start, to = j * blockRows; row < end; row++, to += 4) {
    values[to] = (v0[row]! - m0) * f0
    values[to + 1] = (v1[row]! - m1) * f1
    values[to + 2] = (v2[row]! - m2) * f2
    values[to + 3] = (v3[row]! - m3) * f3
  }
}
