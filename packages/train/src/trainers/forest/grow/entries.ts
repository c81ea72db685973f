/** Bins of a column that rows of a node have, in ascending order, and what their rows add up to; missing is apart. */
export interface Entries {
  /** How many. */
  count: number
  /** The bin of each. */
  readonly bins: Int32Array
  /** Rows of each; rows that were drawn more than once count so often. */
  readonly rows: Float64Array
  /** Rows whose value is missing. */
  missingRows: number
  /** Rows of the node. */
  totalRows: number
  /** Rows on the left. */
  leftRows: number

  /** Puts nothing on the left. */
  clear(): void
  /** Puts the rows of an entry on the left. */
  add(entry: number): void
  /** Puts the rows with missing values on the left. */
  addMissing(): void
  /** By how much the criterion falls, times the weight of the node; defined where both sides have weight. */
  gain(): number
  /** How many orders of categories are worth trying. */
  orders(): number
  /** Where an entry stands in one of the orders. */
  rank(entry: number, order: number): number
}
