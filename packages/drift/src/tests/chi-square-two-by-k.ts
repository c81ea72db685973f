import { chiSquareQuantile, chiSquareSurvival } from '@millrace/core/distributions'
import { homogeneityTable } from './homogeneity.ts'
import type { JoinRareOptions } from './join-rare.ts'
import type { TestResult } from './test-result.ts'
import { type TwoCounts, totalsOf } from './two-counts.ts'

/**
 * How the chi-square test is made.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface ChiSquareOptions extends JoinRareOptions {
  /** Continuity correction of Yates, where two cells remain. @defaultValue false */
  readonly yates?: boolean | undefined
}

/**
 * What a test of homogeneity of counts says, chi-square or G.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface HomogeneityResult extends TestResult {
  /** Cells that remain, minus one. */
  readonly degreesOfFreedom: number
  /** P(the statistic or more) if both sides have one law; lower is more different; 1 where a single cell remains. */
  readonly pValue: number
  /** Bias-corrected Cramér's V at the given sizes, in [0, 1]. */
  readonly cramersV: number
  /** The same as it would be if both sides were as large as the harmonic mean of their sizes: it does not fade when one side is much larger. */
  readonly balancedV: number
  /** How many cells were joined for being rare. */
  readonly joined: number
}

/**
 * What the chi-square test of homogeneity says.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface ChiSquareResult extends HomogeneityResult {
  /** Which test. */
  readonly test: 'chi-square'
}

/**
 * The chi-square test of whether both sides have the same shares: a contingency table of 2 rows and k cells, both of them samples.
 *
 * X² = sum of (c/m - r/n)² nm / (r + c). A test that takes the reference shares for exact (goodness of fit) overstates X² by
 * the factor 1 + m/n and is never made here. Where one cell remains X² is 0 and p is 1.
 *
 * @param counts - rows by cell
 * @param options - joining of rare cells, continuity
 * @throws MillraceError `E_DRIFT_COUNTS` when counts are not integers from 0 on or of two lengths; `E_DRIFT_EMPTY` when a side has no rows
 * @see https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.chi2_contingency.html
 * @see https://doi.org/10.1016/j.jkss.2012.10.002 (W. Bergsma, A bias-correction for Cramér's V, 2013)
 * @example
 * ```ts
 * import { chiSquareTwoByK } from '@millrace/drift'
 *
 * const { pValue } = chiSquareTwoByK({ reference: [121, 91, 44, 30, 14], current: [40, 43, 22, 20, 25] })
 * pValue // => 0.000131
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function chiSquareTwoByK(counts: TwoCounts, { minimumExpected = 5, yates = false }: ChiSquareOptions = {}): ChiSquareResult {
  const sizes = totalsOf(counts, 'chiSquareTwoByK')
  const { reference, current, joined, cells, pearson, cramersV, balancedV, warnings } = homogeneityTable(counts, { minimumExpected, sizes })
  const statistic = yates && cells === 2 ? yatesStatistic(reference, current) : pearson
  return {
    test: 'chi-square',
    statistic,
    ...homogeneityLaw(statistic, cells),
    method: 'asymptotic',
    direction: 'lower-is-more-different',
    effect: { name: 'V', value: balancedV },
    sizes,
    settings: { minimumExpected, yates },
    warnings,
    cramersV,
    balancedV,
    joined,
  }
}

/** p-value and noise of X² or G of so many cells. */
export function homogeneityLaw(statistic: number, cells: number): Pick<HomogeneityResult, 'pValue' | 'noise' | 'degreesOfFreedom'> {
  const degreesOfFreedom = cells - 1
  if (degreesOfFreedom < 1) return { pValue: 1, noise: 0, degreesOfFreedom: 0 }
  return {
    pValue: chiSquareSurvival(statistic, { degreesOfFreedom }),
    noise: chiSquareQuantile(0.95, { degreesOfFreedom }),
    degreesOfFreedom,
  }
}

/** Every |O - E| of a 2 x 2 table is the same number. */
function yatesStatistic([a, b]: readonly number[], [c, d]: readonly number[]): number {
  const rows = [a! + b!, c! + d!]
  const columns = [a! + c!, b! + d!]
  const total = rows[0]! + rows[1]!
  const gap = Math.abs(a! - (rows[0]! * columns[0]!) / total)
  const corrected = gap - Math.min(0.5, gap)
  return rows.flatMap((row) => columns.map((column) => (corrected * corrected * total) / (row * column))).reduce((x, y) => x + y)
}
