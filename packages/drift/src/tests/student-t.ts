import { tTest } from './t-test.ts'
import type { TestResult } from './test-result.ts'
import { type SortedSamples, sortSamples, type TwoSamples } from './two-samples.ts'

/**
 * Student's t test of equal means, two-sided, for sides of equal variance; {@link welchT} does without that assumption and is the better choice.
 *
 * t is positive where the current mean is greater (SciPy, called with the reference first, has the opposite sign). Infinities are left out with
 * a warning. Where both sides are constants, p is 1 if they agree, and else the chance of the most extreme orders of the values, with
 * t and d over the deviation of all values together.
 *
 * @param samples - both columns; NaN is left out, inputs are not changed
 * @returns t with its p-value, and Cohen's d as effect
 * @throws MillraceError `E_DRIFT_EMPTY` when a side has no finite values
 * @see https://doi.org/10.1093/biomet/6.1.1 (Student, The probable error of a mean, 1908)
 * @example
 * ```ts
 * import { studentT } from '@millrace/drift'
 *
 * studentT({ reference: [1, 2, 3, 4], current: [3, 4, 5, 8] }).degreesOfFreedom // => 6
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function studentT(samples: TwoSamples): TestResult {
  return studentTOfSorted(sortSamples(samples))
}

/** The same for ascending values without NaN. */
export function studentTOfSorted(samples: SortedSamples): TestResult {
  return tTest(samples, { test: 'student-t', function: 'studentT' })
}
