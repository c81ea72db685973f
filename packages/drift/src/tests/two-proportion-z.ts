import { normalSurvival } from '@millrace/core/distributions'
import { normal95 } from './laws/normal-95.ts'
import type { TestResult } from './test-result.ts'
import { twoCells } from './two-cells.ts'
import type { TwoCounts } from './two-counts.ts'

/**
 * The z test of two proportions, two-sided, pooled and without continuity correction. Its square is chi-square of the same table.
 *
 * The statistic is positive where the first cell's share has grown; where all rows are in one cell it is 0 and p is 1.
 *
 * @param counts - rows by cell, two cells
 * @throws MillraceError `E_DRIFT_COUNTS` when counts are not integers from 0 on, of two lengths or of more than two cells; `E_DRIFT_EMPTY` when a
 *   side has no rows
 * @see https://www.itl.nist.gov/div898/handbook/prc/section3/prc33.htm
 * @example
 * ```ts
 * import { twoProportionZ } from '@millrace/drift'
 *
 * twoProportionZ({ reference: [28, 12], current: [16, 24] }).statistic // => -2.696799
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function twoProportionZ(counts: TwoCounts): TestResult {
  const { reference, current, sizes, difference } = twoCells(counts, 'twoProportionZ')
  const total = sizes.reference + sizes.current
  const share = (reference + current) / total
  const variance = share * (1 - share) * (total / sizes.reference / sizes.current)
  const statistic = variance > 0 ? difference / Math.sqrt(variance) : 0
  const least = Math.min(share, 1 - share) * Math.min(sizes.reference, sizes.current)
  const warning = `a cell expects ${least.toFixed(1)} rows, fewer than 5: the normal law is rough, fisherExact is exact`
  return {
    test: 'two-proportion-z',
    statistic,
    pValue: 2 * normalSurvival(Math.abs(statistic)),
    method: 'asymptotic',
    direction: 'lower-is-more-different',
    effect: { name: 'difference', value: difference },
    noise: normal95,
    degreesOfFreedom: null,
    sizes,
    settings: {},
    warnings: variance > 0 && least < 5 ? [warning] : [],
  }
}
