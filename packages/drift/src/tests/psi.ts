/// <reference path="./jstat.d.ts" />
import jstat from 'jstat'
import { optionError } from '../internal/errors.ts'
import { type TwoCounts, totalsOf } from './two-counts.ts'
import type { Sizes } from './two-samples.ts'

/**
 * How empty cells are treated.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface PsiOptions {
  /**
   * `additive` takes (count + ½) / (rows + ½ cells) as the share of every cell, on both sides alike; a number is what a share of 0 is
   * replaced by, as many tools do with 0.0001, and the index depends on it.
   *
   * @defaultValue 'additive'
   */
  readonly fill?: 'additive' | number
}

/**
 * The population stability index, and what it is without drift.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface PsiResult {
  /** The index in nats; higher is more different. */
  readonly value: number
  /** The 95 % quantile of the index without drift: χ²(cells - 1) (1/n + 1/m); trust it from about 10 expected rows a cell on. */
  readonly noise: number
  /** Cells that are not empty on both sides. */
  readonly cells: number
  /** Rows on either side. */
  readonly sizes: Sizes
}

/**
 * The population stability index: the sum of (p - q) ln(p / q) over the cells, with its noise level at these sizes.
 *
 * Cells that are empty on both sides are left out.
 *
 * @param counts - rows by cell
 * @param options - treatment of empty cells
 * @throws MillraceError `E_DRIFT_COUNTS` when counts are not integers from 0 on or of two lengths; `E_DRIFT_EMPTY` when a side has no rows;
 *   `E_DRIFT_OPTION` when the fill is not in (0, 1)
 * @see https://doi.org/10.1007/s11222-008-9074-y (the law without drift, as of every f-divergence, is chi-square)
 * @example
 * ```ts
 * import { psi } from '@millrace/drift'
 *
 * const { value, noise } = psi({ reference: [100, 100, 100], current: [60, 30, 10] })
 * value > noise // => true
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function psi(counts: TwoCounts, { fill = 'additive' }: PsiOptions = {}): PsiResult {
  if (fill !== 'additive' && !(fill > 0 && fill < 1)) {
    throw optionError({ function: 'psi', option: 'fill', value: fill, range: "'additive' or a number in (0, 1)" })
  }
  const sizes = totalsOf(counts, 'psi')
  const present = Array.from({ length: counts.reference.length }, (_, cell) => cell).filter(
    (cell) => counts.reference[cell]! + counts.current[cell]! > 0,
  )
  const cells = present.length
  const share = (count: number, rows: number) => (fill === 'additive' ? (count + 0.5) / (rows + cells / 2) : count / rows || fill)
  const value = present.reduce((sum, cell) => {
    const p = share(counts.reference[cell]!, sizes.reference)
    const q = share(counts.current[cell]!, sizes.current)
    return sum + (p - q) * Math.log(p / q)
  }, 0)
  const noise = cells < 2 ? 0 : jstat.chisquare.inv(0.95, cells - 1) * (1 / sizes.reference + 1 / sizes.current)
  return { value, noise, cells, sizes }
}
