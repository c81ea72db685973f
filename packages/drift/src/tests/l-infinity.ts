import { normalQuantile, normalSurvival } from '@millrace/core/distributions'
import { cellShares, pooledShares } from './cell-shares.ts'
import type { TestResult } from './test-result.ts'
import type { TwoCounts } from './two-counts.ts'
import { inverseSizes } from './two-samples.ts'

/**
 * The greatest difference of a share, max |p - q|, in [0, 1]: it finds one level that moved among many that did not.
 *
 * @param counts - rows by cell
 * @returns the distance; the p-value is the sum over the cells of the chance that their share moves as far (Bonferroni's bound, never too low)
 * @throws MillraceError `E_DRIFT_COUNTS` when counts are not integers from 0 on or of two lengths; `E_DRIFT_EMPTY` when a side has no rows
 * @see https://en.wikipedia.org/wiki/Chebyshev_distance
 * @example
 * ```ts
 * import { lInfinity } from '@millrace/drift'
 *
 * lInfinity({ reference: [50, 30, 20], current: [50, 10, 40] }).statistic // => 0.200000
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function lInfinity(counts: TwoCounts): TestResult {
  const shares = cellShares(counts, 'lInfinity')
  const { reference, current, sizes, warnings } = shares
  const statistic = reference.reduce((most, p, cell) => Math.max(most, Math.abs(p - current[cell]!)), 0)
  const unit = inverseSizes(sizes)
  const deviations = pooledShares(shares).map((share) => Math.sqrt(share * (1 - share) * unit))
  const survival = anyBeyond(deviations)
  return {
    test: 'l-infinity',
    statistic,
    pValue: survival(statistic),
    method: 'asymptotic',
    direction: 'higher-is-more-different',
    effect: { name: 'distance', value: statistic },
    noise: noiseOf(survival, deviations),
    degreesOfFreedom: null,
    sizes,
    settings: {},
    warnings,
  }
}

/** P(some |Z| >= x) by the sum over the cells; of two cells, whose differences are one, a single one is counted. */
function anyBeyond(deviations: Float64Array): (x: number) => number {
  const counted = deviations.length === 2 ? deviations.subarray(1) : deviations
  return (x) =>
    Math.min(1, x === 0 ? 1 : counted.reduce((sum, deviation) => sum + (deviation > 0 ? 2 * normalSurvival(x / deviation) : 0), 0))
}

/** Where the survival is 0.05, by bisection between the bounds for one cell and for all. */
function noiseOf(survival: (x: number) => number, deviations: Float64Array): number {
  const widest = deviations.reduce((most, deviation) => Math.max(most, deviation), 0)
  let low = 0
  let high = -normalQuantile(0.025 / deviations.length) * widest
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2
    if (survival(middle) > 0.05) low = middle
    else high = middle
  }
  return high
}
