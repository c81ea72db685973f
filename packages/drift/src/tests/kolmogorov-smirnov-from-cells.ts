import { MillraceError } from '@millrace/core'
import type { Bounds } from '../compare/drift-report.ts'
import { commonDivisor } from './kolmogorov/exact-survival.ts'
import { boundedSurvival } from './kolmogorov-smirnov.ts'
import { type TwoCounts, totalsOf } from './two-counts.ts'
import type { Sizes } from './two-samples.ts'

/**
 * What is known of the cells.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface FromCellsOptions {
  /** For each cell, whether all its values are one number, so that nothing is hidden in it. @defaultValue none is */
  readonly points?: readonly boolean[] | undefined
}

/**
 * What cells alone say of the Kolmogorov-Smirnov test.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface KolmogorovSmirnovBounds {
  /** Bounds of D: its greatest gap at the edges, and the greatest that the rows within cells allow. */
  readonly statistic: Bounds
  /** Bounds of the p-value, the lower one from the upper D. */
  readonly pValue: Bounds
  /** Which law gave the p-values. */
  readonly method: 'exact' | 'asymptotic'
  /** Rows on either side. */
  readonly sizes: Sizes
}

/**
 * Bounds of the Kolmogorov-Smirnov test where only counts in ascending cells are known.
 *
 * With F - G = Δ at a cell's left edge, and shares r and q in the cell, the gap inside reaches at most the greater of |Δ + r| and |Δ - q|.
 *
 * @param counts - rows by cell, cells ascending
 * @param options - cells of a single value
 * @throws MillraceError `E_DRIFT_COUNTS` when counts are not integers from 0 on or of two lengths, or `points` is of another one; `E_DRIFT_EMPTY`
 *   when a side has no rows
 * @example
 * ```ts
 * import { kolmogorovSmirnovFromCells } from '@millrace/drift'
 *
 * const { statistic } = kolmogorovSmirnovFromCells({ reference: [10, 10, 10, 10], current: [5, 10, 10, 15] })
 * statistic // => { lower: 0.125, upper: 0.375 }
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function kolmogorovSmirnovFromCells(counts: TwoCounts, { points }: FromCellsOptions = {}): KolmogorovSmirnovBounds {
  const sizes = totalsOf(counts, 'kolmogorovSmirnovFromCells')
  const cells = counts.reference.length
  if (points !== undefined && points.length !== cells) {
    throw new MillraceError({
      code: 'E_DRIFT_COUNTS',
      message: `kolmogorovSmirnovFromCells: there are ${cells} cells and ${points.length} points; give one for each cell`,
      details: { cells, points: points.length },
    })
  }
  const divisor = commonDivisor(sizes.reference, sizes.current)
  const perReference = sizes.current / divisor
  const perCurrent = sizes.reference / divisor
  let left = 0
  let lower = 0
  let upper = 0
  for (let cell = 0; cell < cells; cell++) {
    const up = counts.reference[cell]! * perReference
    const down = counts.current[cell]! * perCurrent
    const right = left + up - down
    lower = Math.max(lower, Math.abs(right))
    upper = Math.max(upper, points?.[cell] ? Math.abs(right) : Math.max(Math.abs(left + up), Math.abs(left - down)))
    left = right
  }
  const least = boundedSurvival(upper, sizes)
  const most = boundedSurvival(lower, sizes)
  const whole = sizes.reference * perReference
  return {
    statistic: { lower: lower / whole, upper: Math.min(1, upper / whole) },
    pValue: { lower: Math.min(least.pValue, most.pValue), upper: most.pValue },
    method: most.method,
    sizes,
  }
}
