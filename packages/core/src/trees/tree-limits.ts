/**
 * How large an ensemble may be.
 *
 * @category Trees
 * @since 0.1.0
 */
export interface TreeLimits {
  /** Trees of an ensemble. */
  readonly trees: number
  /** Nodes of all trees together, leaves included. */
  readonly nodes: number
  /** Splits between a root and its farthest leaf. */
  readonly depth: number
}

/**
 * The limits of every ensemble that is built or loaded.
 *
 * @category Trees
 * @since 0.1.0
 */
export const treeLimits: TreeLimits = Object.freeze({ trees: 100_000, nodes: 16_777_216, depth: 1_024 })

/** Most categories of a feature, and most 32-bit words of all sets of them together. */
export const categoryLimits = Object.freeze({ codes: 65_536, words: 16_777_216 })
