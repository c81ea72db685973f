import { cellShares, pooledShares } from './cell-shares.ts'
import { halfNormalSum } from './laws/half-normal-sum.ts'
import type { TestResult } from './test-result.ts'
import type { TwoCounts } from './two-counts.ts'
import { inverseSizes } from './two-samples.ts'

/** Among more cells than these, correlations of shares change the law by less than a thousandth. */
const correlatedCells = 1000

/**
 * The total variation distance ½ Σ |p - q|, in [0, 1]: the greatest difference of probability that any set of cells can show.
 *
 * @param counts - rows by cell
 * @returns the distance; p-value and noise by the law of ½ Σ |Z| of normal differences with the variances and correlations of shares
 * @throws MillraceError `E_DRIFT_COUNTS` when counts are not integers from 0 on or of two lengths; `E_DRIFT_EMPTY` when a side has no rows
 * @see https://en.wikipedia.org/wiki/Total_variation_distance_of_probability_measures
 * @example
 * ```ts
 * import { totalVariation } from '@millrace/drift'
 *
 * totalVariation({ reference: [50, 50], current: [70, 30] }).statistic // => 0.200000
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function totalVariation(counts: TwoCounts): TestResult {
  const shares = cellShares(counts, 'totalVariation')
  const { reference, current, sizes, warnings } = shares
  const statistic = Math.min(1, reference.reduce((sum, p, cell) => sum + Math.abs(p - current[cell]!), 0) / 2)
  const pooled = pooledShares(shares)
  const unit = inverseSizes(sizes)
  const { noise, survival } = halfNormalSum({
    deviations: pooled.map((share) => Math.sqrt(share * (1 - share) * unit) / 2),
    correlation: pooled.length > correlatedCells ? null : (i, j) => -Math.sqrt(odds(pooled[i]!) * odds(pooled[j]!)),
  })
  return {
    test: 'total-variation',
    statistic,
    pValue: survival(statistic),
    method: 'asymptotic',
    direction: 'higher-is-more-different',
    effect: { name: 'distance', value: statistic },
    noise,
    degreesOfFreedom: null,
    sizes,
    settings: {},
    warnings,
  }
}

const odds = (share: number) => share / (1 - share)
