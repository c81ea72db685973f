/**
 * Values of one column on both sides.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface TwoSamples {
  /** The reference values in any order; NaN is null and is left out, infinities are values. */
  readonly reference: ArrayLike<number>
  /** The current values, likewise. */
  readonly current: ArrayLike<number>
}

/**
 * How many values took part on each side.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface Sizes {
  /** Number of reference values that are not null. */
  readonly reference: number
  /** Number of current values that are not null. */
  readonly current: number
}
