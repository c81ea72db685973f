import { normalSurvival } from '@millrace/core/distributions'
import { normal95 } from './laws/normal-95.ts'
import { exactMannWhitney, exactWork } from './mann-whitney/exact-survival.ts'
import { forEachRun } from './runs.ts'
import type { TestResult } from './test-result.ts'
import { type SortedSamples, sizesOf, sortSamples, type TwoSamples } from './two-samples.ts'

/**
 * How the p-value of {@link mannWhitney} is found.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface MannWhitneyOptions {
  /**
   * `exact` counts orders of the values and needs values without ties; `asymptotic` takes the normal law with tie and continuity corrections;
   * `auto` is exact where a side has at most 8 values and none is tied, as in SciPy.
   *
   * @defaultValue 'auto'
   */
  readonly method?: 'auto' | 'exact' | 'asymptotic' | undefined
}

/** Most steps that the exact law takes; beyond, the normal law is as good. */
const mostWork = 30_000_000

/**
 * The Mann-Whitney test, two-sided: whether current values tend to exceed reference values.
 *
 * U counts the pairs in which the current value is greater, ties half; U / (nm) is the area under the ROC curve of "which window is this row
 * from". (SciPy, called with the reference first, reports nm - U.) Infinities are values. Where all values are equal p is 1.
 *
 * @param samples - both columns; NaN is left out, inputs are not changed
 * @param options - the law
 * @returns U with its p-value, and AUC as effect; without drift U is from nm - `noise` to `noise` in 95 of 100 cases
 * @throws MillraceError `E_DRIFT_EMPTY` when a side has no values
 * @see https://doi.org/10.1214/aoms/1177730491 (H. B. Mann and D. R. Whitney, 1947)
 * @example
 * ```ts
 * import { mannWhitney } from '@millrace/drift'
 *
 * const { statistic, pValue, effect } = mannWhitney({ reference: [1, 2, 3, 4], current: [3.5, 5, 6, 7] })
 * statistic // => 15
 * pValue // => 0.057143
 * effect // => { name: 'AUC', value: 0.9375 }
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function mannWhitney(samples: TwoSamples, options: MannWhitneyOptions = {}): TestResult {
  return mannWhitneyOfSorted(sortSamples(samples), options)
}

/** The same for ascending values without NaN. */
export function mannWhitneyOfSorted(sorted: SortedSamples, { method = 'auto' }: MannWhitneyOptions = {}): TestResult {
  const sizes = sizesOf(sorted, 'mannWhitney')
  const { reference: n, current: m } = sizes
  const total = n + m
  let statistic = 0
  let ties = 0
  forEachRun(sorted, ({ reference, current, referenceBelow }) => {
    const length = reference + current
    statistic += current * (referenceBelow + reference / 2)
    ties += length * (length - 1) * (length + 1)
  })
  const deviation = Math.sqrt(((n * m) / 12) * Math.max(0, total + 1 - ties / total / (total - 1)))
  const wanted = method === 'exact' || (method === 'auto' && Math.min(n, m) <= 8)
  const exact = wanted && ties === 0 && exactWork(sizes) <= mostWork
  const smaller = Math.min(statistic, n * m - statistic)
  const distance = (n * m) / 2 - smaller - 0.5
  return {
    test: 'mann-whitney',
    statistic,
    pValue: exact ? exactMannWhitney(smaller, sizes) : deviation === 0 ? 1 : Math.min(1, 2 * normalSurvival(distance / deviation)),
    method: exact ? 'exact' : 'asymptotic',
    direction: 'lower-is-more-different',
    effect: { name: 'AUC', value: statistic / (n * m) },
    noise: (n * m) / 2 + normal95 * deviation,
    degreesOfFreedom: null,
    sizes,
    settings: { method },
    warnings: method === 'exact' && !exact ? [`no exact law ${ties > 0 ? 'with ties' : 'at these sizes'}: the normal law was taken`] : [],
  }
}
