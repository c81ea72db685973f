/** The bin of a value that is missing (NaN), in every column. */
export const missingBin = 255

/**
 * What the bins of a column stand for.
 *
 * @category Bins
 * @since 0.1.0
 */
export interface BinnedColumn {
  /** Whether bins are ranges of numbers or categories. */
  readonly kind: 'number' | 'category'
  /** Number of bins, 0 to 255 for numbers and 0 to 254 for categories; they are 0 to `count - 1`. */
  readonly count: number
  /** For numbers the `count - 1` upper ends, ascending float32 values: `x <= thresholds[b]` if and only if the bin of x is at most b. Empty for categories. */
  readonly thresholds: Float64Array
  /**
   * For categories the code of each bin, the most frequent first. A code that has no bin of its own, since it is rarer than 254 others or does not occur, has the bin
   * `count`, which belongs to no set and so goes right as in every execution of a model. Empty for numbers.
   */
  readonly codes: Int32Array
  /** Whether a row of the matrix has no value, which is bin 255. */
  readonly hasMissing: boolean
}

/**
 * Features as one byte a cell: what trees are grown from.
 *
 * @category Bins
 * @since 0.1.0
 */
export interface BinnedMatrix {
  /** Number of rows. */
  readonly rows: number
  /** Bytes from one row to the next: the number of columns, rounded up to a multiple of 4. Bytes beyond the columns are 0. */
  readonly stride: number
  /** The bins, row by row: `bins[row * stride + column]`; 255 is missing. It lies in a SharedArrayBuffer and at its start, so that `Uint32Array` views of it are aligned. */
  readonly bins: Uint8Array
  /** One a feature. */
  readonly columns: readonly BinnedColumn[]
}
