/** The best split that was found for a leaf. */
export interface Split {
  readonly column: number
  /** The last bin that goes left, where the column holds numbers. */
  readonly bin: number
  /** The bins that go left, where it holds categories. */
  readonly set: Int32Array | null
  readonly missingLeft: boolean
  /** By how much it lowers the loss, twice. */
  readonly gain: number
  /** Sums of the left child, in units of packed gradients. */
  readonly leftGradient: number
  readonly leftHessian: number
}

/** A leaf of the tree that is being grown, as one worker sees it. */
export interface Leaf {
  readonly node: number
  readonly depth: number
  /** Sums over all workers, in units of packed gradients. */
  readonly gradient: number
  readonly hessian: number
  /** Rows of all workers. */
  readonly rows: number
  /** The worker's own rows: a range of `order`. */
  readonly from: number
  readonly count: number
  /** What the output is kept between, by monotone constraints. */
  lower: number
  upper: number
  /** Groups of columns, of which one may be read below together; null where all may. */
  readonly groups: readonly (readonly number[])[] | null
  /** Its histogram; -1 once it is given up. */
  slot: number
  /** By how much more hessian a child must have than rows are estimated by; doubled when a child turned out too small. */
  strictness: number
  split: Split | null
}
