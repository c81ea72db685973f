import { tTest } from './t-test.ts'
import type { TestResult } from './test-result.ts'
import { type SortedSamples, sortSamples, type TwoSamples } from './two-samples.ts'

/**
 * Welch's t test of equal means, two-sided; variances may differ.
 *
 * t is positive where the current mean is greater (SciPy, called with the reference first, has the opposite sign). Infinities are left out with
 * a warning. Where one side has a single value, equal variances are assumed; where both sides are constants, p is 1 if they agree, and else the
 * chance of the most extreme orders of the values, with t and d over the deviation of all values together.
 *
 * @param samples - both columns; NaN is left out, inputs are not changed
 * @returns t with its p-value, and Cohen's d as effect
 * @throws MillraceError `E_DRIFT_EMPTY` when a side has no finite values
 * @see https://doi.org/10.1093/biomet/34.1-2.28 (B. L. Welch, 1947)
 * @example
 * ```ts
 * import { welchT } from '@millrace/drift'
 *
 * const { statistic, pValue } = welchT({ reference: [1, 2, 3, 4], current: [3, 4, 5, 8] })
 * statistic // => 1.986799
 * pValue // => 0.104833
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function welchT(samples: TwoSamples): TestResult {
  return welchTOfSorted(sortSamples(samples))
}

/** The same for ascending values without NaN. */
export function welchTOfSorted(samples: SortedSamples): TestResult {
  return tTest(samples, { test: 'welch-t', function: 'welchT' })
}
