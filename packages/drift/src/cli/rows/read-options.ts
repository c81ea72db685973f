import type { ColumnKind, WorkOptions } from '@millrace/core'

/** How rows are read from a file. */
export interface ReadOptions extends WorkOptions {
  /** The columns to keep and the kinds that a profile knows; null keeps all, of the kinds that their values say. */
  readonly wanted: ReadonlyMap<string, ColumnKind | undefined> | null
  /** Most rows. */
  readonly maxRows: number
  /** Bytes of the file, where they are known. */
  readonly size?: number | undefined
}

/** The form of a CSV file. */
export interface CsvForm {
  /** Character between cells. */
  readonly delimiter: string
  /** Cells that are null. */
  readonly nullValues: readonly string[]
}
