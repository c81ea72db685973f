import type { Column, ColumnSpec } from '@millrace/core'
import type { PlainCells } from './plain-cells.ts'

/** Reads the cells of one column into numbers: values, or codes of a dictionary. */
export interface CellReader {
  /** The column. */
  readonly spec: ColumnSpec
  /** What may be read without this reader, if anything. */
  readonly plain: PlainCells | null
  /** Why a cell was refused since this was last set to null. */
  refusal: string | null
  /** The number that stands for the content of a cell; which one it is where the cell is refused does not matter. */
  read(bytes: Buffer, start: number, end: number, quoted: boolean): number
  /** The value, as rows hold it, that a number stands for. */
  value(stored: number): unknown
  /** The column of these numbers. */
  column(values: Float64Array | Int32Array): Column
}
