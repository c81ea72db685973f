import { exactCramerVonMises } from './cramer-von-mises/exact-survival.ts'
import { type TiedBridge, tiedBridge } from './laws/tied-bridge.ts'
import { cramerVonMisesSurvival } from './laws/weighted-chi-square.ts'
import { forEachRun } from './runs.ts'
import type { TestResult } from './test-result.ts'
import { type Sizes, type SortedSamples, sizesOf, sortSamples, type TwoSamples } from './two-samples.ts'

/**
 * How the p-value of {@link cramerVonMises} is found.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface CramerVonMisesOptions {
  /**
   * `exact` counts lattice paths, up to 20 values a side without ties; `asymptotic` takes the limit law as if nothing were tied, as SciPy does;
   * `auto` is exact where it can, and else takes the limit law with mean and variance corrected for ties.
   *
   * @defaultValue 'auto'
   */
  readonly method?: 'auto' | 'exact' | 'asymptotic' | undefined
}

const mostExact = 20
/** Below this p-value the limit law is not the law of samples any more. */
const trustedFrom = 1e-7

/**
 * The two-sample Cramér-von Mises test: T = nm / (n + m)² times the sum of (F - G)² over all values, with right-continuous F and G.
 *
 * The form by distribution functions holds with ties, where the form by ranks (SciPy, Evidently) rejects far too often. Infinities are values.
 * Where all values are equal T is 0 and p is 1.
 *
 * @param samples - both columns; NaN is left out, inputs are not changed
 * @param options - the law
 * @returns T with its p-value, and D of Kolmogorov and Smirnov as effect
 * @throws MillraceError `E_DRIFT_EMPTY` when a side has no values
 * @see https://doi.org/10.1214/aoms/1177704477 (T. W. Anderson, On the distribution of the two-sample Cramér-von Mises criterion, 1962)
 * @example
 * ```ts
 * import { cramerVonMises } from '@millrace/drift'
 *
 * const { statistic, pValue } = cramerVonMises({ reference: [1, 2, 3, 4], current: [3.5, 5, 6, 7] })
 * statistic // => 0.5
 * pValue // => 0.057143
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function cramerVonMises(samples: TwoSamples, options: CramerVonMisesOptions = {}): TestResult {
  return cramerVonMisesOfSorted(sortSamples(samples), options)
}

/** The same for ascending values without NaN. */
export function cramerVonMisesOfSorted(sorted: SortedSamples, { method = 'auto' }: CramerVonMisesOptions = {}): TestResult {
  const sizes = sizesOf(sorted, 'cramerVonMises')
  const { reference: n, current: m } = sizes
  const total = n + m
  let squares = 0
  let most = 0
  let tied = 0
  forEachRun(sorted, ({ reference, current, referenceBelow, currentBelow }) => {
    const gap = (referenceBelow + reference) * m - (currentBelow + current) * n
    const length = reference + current
    squares += length * gap * gap
    most = Math.max(most, Math.abs(gap))
    if (length > 1) tied += length
  })
  const statistic = squares / total / total / n / m
  const small = Math.max(n, m) <= mostExact
  const exact = small && tied === 0 && method !== 'asymptotic'
  const corrected = tied > 0 && method !== 'asymptotic'
  const standard = standardOf(sizes, corrected ? tiedBridge(sorted, 'cramer-von-mises') : untied)
  const pValue = exact ? exactCramerVonMises(squares, sizes) : limitSurvival(statistic, standard)
  const warnings = [
    ...(tied > 0 && !corrected ? [`${tied} of ${total} values are tied: with heavy ties the p-value is too low`] : []),
    ...(method === 'exact' && !exact ? [`no exact law ${small ? 'with ties' : 'at these sizes'}: the limit law was taken`] : []),
    ...(!exact && pValue < trustedFrom ? ['below 1e-7 the p-value is that of the limit law, no more than an order of size'] : []),
  ]
  return {
    test: 'cramer-von-mises',
    statistic,
    pValue,
    method: exact ? 'exact' : 'asymptotic',
    direction: 'lower-is-more-different',
    effect: { name: 'D', value: most / n / m },
    noise: Math.max(0, standard.mean + (quantile95 - limitMean) * standard.scale),
    degreesOfFreedom: null,
    sizes,
    settings: { method, tiesCorrected: corrected },
    warnings,
  }
}

const untied: TiedBridge = { mean: 1, variance: 1 }
/** Mean and 95 % quantile of the limit law, whose variance is 1/45. */
const limitMean = 1 / 6
const quantile95 = 0.4613638

interface Standard {
  readonly mean: number
  readonly scale: number
}

/** Mean and scale that bring T of these sizes to the limit law. */
function standardOf({ reference: n, current: m }: Sizes, ties: TiedBridge): Standard {
  const total = n + m
  const variance = (((total + 1) / total ** 2) * (4 * n * m * total - 3 * (n * n + m * m) - 2 * n * m)) / (180 * n * m)
  return { mean: limitMean * (1 + 1 / total) * ties.mean, scale: Math.sqrt(45 * variance * ties.variance) }
}

function limitSurvival(statistic: number, { mean, scale }: Standard): number {
  if (statistic === 0) return 1
  return scale > 0 ? cramerVonMisesSurvival(limitMean + (statistic - mean) / scale) : 1
}
