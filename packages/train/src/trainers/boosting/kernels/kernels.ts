/** Sums and limits of a leaf whose histogram is scanned, in the units of packed gradients. */
export interface LeafSums {
  /** Sum of gradients. */
  readonly gradient: number
  /** Sum of hessians. */
  readonly hessian: number
  /** L2 penalty. */
  readonly lambda: number
  /** Least sum of hessians of a child, at least 1. */
  readonly least: number
  /** 2^shift: what a gradient of 1 is multiplied with before the hessian is added. */
  readonly scale: number
  /** What a gain is multiplied with to be in the units of the loss. */
  readonly unit: number
}

/**
 * The hot loops of a fit, over the arrays of one arena (see `layout.ts` for what lies where, and `typescript/` for the reference).
 *
 * Every implementation gives the same bits: sums are sums of whole numbers below 2^53, and where numbers are not whole the order of operations is the reference's.
 * A slot is the index of a histogram of `stride * 256` numbers; `from` and `count` are ranges of `order`, within the part of the calling worker.
 */
export interface Kernels {
  /** Which implementation it is. */
  readonly name: 'typescript' | 'webassembly'
  /** Clears a histogram, and adds to it the packed gradients of the rows `order[from … from + count - 1]`: bin b of column c is at `(slot * stride + c) * 256 + b`. */
  histogram(slot: number, from: number, count: number): void
  /** Sets the column of a histogram, its first bins and the missing bin, to the sum of the workers' parts (the slots from `part` on). */
  merge(slot: number, part: number, column: number, bins: number): void
  /** Takes the column of the second histogram from that of the first, for its first bins and for the missing bin. */
  subtract(slot: number, other: number, column: number, bins: number): void
  /**
   * Finds the best split of a column of numbers with this many bins: `bin <= b` goes left. Writes `gain`, `left`, `bin` and `missing` at `child * stride + column`.
   *
   * A split needs both children to have at least the least hessian; its gain is `GL^2 / (HL + lambda) + GR^2 / (HR + lambda)`, times the unit. Bins without gradients
   * are passed over, so of equal splits the lowest bin counts, and missing right before missing left. Where nothing of the leaf is missing (bin 255 is 0),
   * `missing` becomes -1.
   */
  scan(child: number, slot: number, column: number, bins: number, leaf: LeafSums): void
  /**
   * Reorders the rows of a range, and their packed gradients, by `goesLeft[bin of the column]`: those that go left first, otherwise in their order. Returns how many go left.
   */
  partition(from: number, count: number, column: number): number
  /** Gradients and hessians of the log loss for the members `from … from + count - 1`, by the table of the sigmoid; `base` is added to the scores. */
  logLoss(from: number, count: number, base: number): void
  /**
   * Sums `round(|g| / limit * 2^28)` of gradients and hessians of the members, each at most its limit, into `figures[worker * 8]` and `figures[worker * 8 + 1]`.
   */
  magnitudes(from: number, count: number, gradientLimit: number, hessianLimit: number): void
  /**
   * Packs gradients and hessians of the rows `order[from … from + count - 1]`, times their factors, rounded up or down by chance: up where the row's hash, mixed with the
   * salt, is below what is cut off. Hessian factor 0 means that every hessian is 1.
   */
  pack(from: number, count: number, salt: number, gradientFactor: number, hessianFactor: number, scale: number): void
  /** Adds to the scores of an output for the rows of a range. */
  update(from: number, count: number, output: number, value: number): void
}
