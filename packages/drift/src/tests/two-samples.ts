import { emptyError } from '../internal/errors.ts'
import { sortedValues } from './sorting/sorted-values.ts'

/**
 * Values of one column on both sides.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface TwoSamples {
  /** The reference values in any order; NaN is null and is left out, infinities are values to tests of ranks and are left out by tests of moments. */
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

/** Ascending values without NaN and without -0. */
export interface SortedSamples {
  readonly reference: Float64Array
  readonly current: Float64Array
}

/** Both sides without NaN, ascending. */
export function sortSamples({ reference, current }: TwoSamples): SortedSamples {
  const scratch = new Float64Array(Math.max(reference.length, current.length))
  return { reference: sortedValues(reference, scratch), current: sortedValues(current, scratch) }
}

/** The sizes of samples, neither of which may be empty. */
export function sizesOf({ reference, current }: SortedSamples, name: string): Sizes {
  if (reference.length === 0) throw emptyError(name, 'reference')
  if (current.length === 0) throw emptyError(name, 'current')
  return { reference: reference.length, current: current.length }
}

/** 1/n + 1/m: the variance of a difference of two means of unit variance. */
export const inverseSizes = ({ reference, current }: Sizes): number => 1 / reference + 1 / current
