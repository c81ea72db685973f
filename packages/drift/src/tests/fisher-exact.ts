import { fisherSurvival } from './fisher/two-by-two.ts'
import type { TestResult } from './test-result.ts'
import { twoCells } from './two-cells.ts'
import type { TwoCounts } from './two-counts.ts'

/**
 * What Fisher's exact test says.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface FisherExactResult extends TestResult {
  /** Which test. */
  readonly test: 'fisher-exact'
  /** The mass of all tables that are no likelier, in [0, 1]; lower is more different. */
  readonly pValue: number
  /** Sample odds ratio of the first cell, reference over current; null where a count of its denominator is 0. */
  readonly oddsRatio: number | null
}

/**
 * Fisher's exact test of two cells, two-sided: the mass of all tables of the same margins that are no likelier than this one.
 *
 * The statistic is the share of the first cell, current minus reference. Where all rows are in one cell p is 1. Time grows with the number of
 * rows of the rarer cell.
 *
 * @param counts - rows by cell, two cells
 * @throws MillraceError `E_DRIFT_COUNTS` when counts are not integers from 0 on, of two lengths or of more than two cells; `E_DRIFT_EMPTY` when a
 *   side has no rows
 * @see https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.fisher_exact.html
 * @example
 * ```ts
 * import { fisherExact } from '@millrace/drift'
 *
 * fisherExact({ reference: [28, 12], current: [16, 24] }).pValue // => 0.012921
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function fisherExact(counts: TwoCounts): FisherExactResult {
  const { reference: a, current: c, sizes, difference } = twoCells(counts, 'fisherExact')
  const b = sizes.reference - a
  const d = sizes.current - c
  return {
    test: 'fisher-exact',
    statistic: difference,
    pValue: fisherSurvival([
      [a, b],
      [c, d],
    ]),
    method: 'exact',
    direction: 'lower-is-more-different',
    effect: { name: 'difference', value: difference },
    noise: null,
    degreesOfFreedom: null,
    sizes,
    settings: {},
    warnings: [],
    oddsRatio: b * c === 0 ? null : (a / b) * (d / c),
  }
}
