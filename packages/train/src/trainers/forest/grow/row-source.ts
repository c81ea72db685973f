/** What the rows of all trees are taken from. */
export interface RowSource {
  readonly bins: Uint8Array
  /** The bin of a row and a column is at `row * rowStep + column`. */
  readonly rowStep: number
  readonly target: Float64Array
  /** Absent where all rows weigh 1. */
  readonly weights?: Float64Array | undefined
}
