import type { Column, ColumnSpec } from '@millrace/core'
import type { CellBlock } from './cell-block.ts'

/** Is told which row of the block is refused, and why. */
export type Refuse = (row: number, reason: string) => void

/** Which cells of a block are read, and what becomes of them. */
export interface ReadTarget<Values> {
  /** Position of the cell in a row. */
  readonly cell: number
  /** Whether spaces and tabs around the content are no part of it. */
  readonly trim: boolean
  /** Takes one number for each row of the block. */
  readonly values: Values
  /** Is told the rows that are refused; their number does not matter. */
  readonly refuse: Refuse
}

/** Reads the cells of one column into numbers: values, or codes of a dictionary. */
export interface CellReader<Values extends Float64Array | Int32Array = Float64Array | Int32Array> {
  /** The column. */
  readonly spec: ColumnSpec
  /** Reads the column's cell of every row. */
  read(block: CellBlock, target: ReadTarget<Values>): void
  /** Room for so many numbers. */
  makeValues(length: number): Values
  /** The value, as rows hold it, that a number stands for. */
  value(stored: number): unknown
  /** The column of these numbers. */
  column(values: Values): Column
}

/** Why a null is refused; the same as a check says. */
export const nullRefusal = 'null is not allowed'
