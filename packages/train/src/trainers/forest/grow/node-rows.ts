import type { Entries } from './entries.ts'
import type { Split } from './split.ts'

/** A column of the binned matrix, as a search for a split sees it. */
export interface SplitColumn {
  /** Its index: the bin of a row is at so many bytes after the row's offset. */
  readonly feature: number
  readonly isCategory: boolean
  /** Number of bins. */
  readonly bins: number
  /** For numbers the upper ends of all bins but the last. */
  readonly thresholds: Float64Array
  readonly hasMissing: boolean
}

/** Whether a column needs nothing but the places between its bins. */
export const isPlain = ({ isCategory, hasMissing }: SplitColumn): boolean => !isCategory && !hasMissing

/** What a search for splits keeps to, all over a tree. */
export interface SplitLimits {
  readonly minRowsLeaf: number
  /** For each column the ranks of its categories by the rows of the root, in each order. */
  readonly rootRanks: readonly (readonly Float64Array[])[]
}

/** The rows of a tree with what is known of them, ordered so that those of a node lie together, and how they add up. */
export interface NodeRows {
  /** How many distinct rows the tree is grown from. */
  readonly length: number
  /** The sums of the columns that are searched. */
  readonly entries: Entries
  /** Takes the rows of a tree: how often each row of the matrix was drawn. */
  draw(times: Uint16Array): void
  /** Adds up the rows of a node; tells whether they have more than one target. */
  total(start: number, end: number): boolean
  /** Writes the outputs of the node that was added up last, and returns its weight. */
  output(values: Float64Array, at: number): number
  /** Adds up the rows of a node by their bins. */
  collect(start: number, end: number, column: SplitColumn): void
  /** Searches some columns of numbers that are have no missing values, without entries; false where it does not. Absent where there is no quick way. */
  readonly searchNumbers?: (start: number, end: number, columns: readonly SplitColumn[], best: Split, limits: SplitLimits) => boolean
  /** Orders the rows of a node so that those that go left come first, and returns where the others begin. */
  partition(start: number, end: number, feature: number, goesLeft: Uint8Array): number
}
