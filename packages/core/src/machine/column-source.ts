import type { Column } from '../table/column.ts'

/**
 * Columns of equal length, by name: a `Table`, or anything that holds columns.
 *
 * @category Graph
 * @since 0.1.0
 */
export interface ColumnSource {
  /** Number of rows. */
  readonly rowCount: number
  /** The values of one column. */
  column(name: string): Column
}
