import { chiSquareSurvival } from '@millrace/core/distributions'
import { type JoinRareOptions, joinRare } from './join-rare.ts'
import { type TwoCounts, totalsOf } from './two-counts.ts'
import type { Sizes } from './two-samples.ts'

/**
 * How the chi-square test is made.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface ChiSquareOptions extends JoinRareOptions {
  /** Continuity correction of Yates, where two cells remain. @defaultValue false */
  readonly yates?: boolean
}

/**
 * What the chi-square test of homogeneity says.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface ChiSquareResult {
  /** Pearson's X²; higher is more different. */
  readonly statistic: number
  /** Cells that remain, minus one. */
  readonly degreesOfFreedom: number
  /** P(X² or more) if both sides have one law; lower is more different; 1 where a single cell remains. */
  readonly pValue: number
  /** Bias-corrected Cramér's V at the given sizes, in [0, 1]. */
  readonly cramersV: number
  /** The same as it would be if both sides were as large as the harmonic mean of their sizes: it does not fade when one side is much larger. */
  readonly balancedV: number
  /** How many cells were joined for being rare. */
  readonly joined: number
  /** Rows on either side. */
  readonly sizes: Sizes
}

/**
 * The chi-square test of whether both sides have the same shares: a contingency table of 2 rows and k cells, both of them samples.
 *
 * X² = sum of (c/m - r/n)² nm / (r + c). A test that takes the reference shares for exact (goodness of fit) overstates X² by
 * the factor 1 + m/n and is never made here.
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
  const { reference, current, joined } = joinRare(counts, { minimumExpected })
  const cells = reference.length
  const statistic = cells < 2 ? 0 : yates && cells === 2 ? yatesStatistic(reference, current) : pearson(reference, current, sizes)
  const degreesOfFreedom = cells - 1
  const { reference: n, current: m } = sizes
  const raw = cells < 2 ? 0 : pearson(reference, current, sizes)
  const balanced = (4 * n * m) / (n + m)
  return {
    statistic,
    degreesOfFreedom,
    pValue: degreesOfFreedom === 0 ? 1 : chiSquareSurvival(statistic, { degreesOfFreedom }),
    cramersV: correctedV(raw / (n + m), cells, n + m),
    balancedV: correctedV(raw / balanced, cells, balanced),
    joined,
    sizes,
  }
}

function pearson(reference: readonly number[], current: readonly number[], { reference: n, current: m }: Sizes): number {
  return reference.reduce((sum, r, cell) => {
    const c = current[cell]!
    const gap = c / m - r / n
    return sum + gap * gap * (n / (r + c)) * m
  }, 0)
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

/** Bergsma's correction, for a table of 2 rows; 0 where one cell or too few rows leave nothing to measure. */
function correctedV(phiSquare: number, cells: number, rows: number): number {
  if (cells < 2 || rows <= 1) return 0
  const excess = Math.max(0, phiSquare - (cells - 1) / (rows - 1))
  const least = Math.min(cells - (cells - 1) ** 2 / (rows - 1), 2 - 1 / (rows - 1)) - 1
  return least > 0 ? Math.min(1, Math.sqrt(excess / least)) : 0
}
