import { type HomogeneityResult, homogeneityLaw } from './chi-square-two-by-k.ts'
import { homogeneityTable } from './homogeneity.ts'
import type { JoinRareOptions } from './join-rare.ts'
import { type TwoCounts, totalsOf } from './two-counts.ts'

/**
 * What the G-test says.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface GTestResult extends HomogeneityResult {
  /** Which test. */
  readonly test: 'g-test'
}

/**
 * The G-test of homogeneity: twice the sum of O ln(O / E) over a table of 2 rows and k cells, O ln O being 0 for an empty cell.
 *
 * On sparse tables it rejects far too often, so rare cells are joined first, as for chi-square, which is the better choice. Where one cell
 * remains G is 0 and p is 1.
 *
 * @param counts - rows by cell
 * @param options - joining of rare cells
 * @throws MillraceError `E_DRIFT_COUNTS` when counts are not integers from 0 on or of two lengths; `E_DRIFT_EMPTY` when a side has no rows
 * @see https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.chi2_contingency.html (lambda_="log-likelihood")
 * @example
 * ```ts
 * import { gTest } from '@millrace/drift'
 *
 * gTest({ reference: [121, 91, 44, 30, 14], current: [40, 43, 22, 20, 25] }).statistic // => 21.919339
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function gTest(counts: TwoCounts, { minimumExpected = 5 }: JoinRareOptions = {}): GTestResult {
  const sizes = totalsOf(counts, 'gTest')
  const { reference, current, joined, cells, cramersV, balancedV, warnings } = homogeneityTable(counts, { minimumExpected, sizes })
  const total = sizes.reference + sizes.current
  const part = (count: number, expected: number) => (count === 0 ? 0 : 2 * count * Math.log(count / expected))
  const statistic = reference.reduce((sum, r, cell) => {
    const both = r + current[cell]!
    return sum + part(r, (both / total) * sizes.reference) + part(current[cell]!, (both / total) * sizes.current)
  }, 0)
  const positive = cells < 2 ? 0 : Math.max(0, statistic)
  return {
    test: 'g-test',
    statistic: positive,
    ...homogeneityLaw(positive, cells),
    method: 'asymptotic',
    direction: 'lower-is-more-different',
    effect: { name: 'V', value: balancedV },
    sizes,
    settings: { minimumExpected },
    warnings,
    cramersV,
    balancedV,
    joined,
  }
}
