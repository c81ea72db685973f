import { type CellShares, type EmptyCellFill, filledShares } from './cell-shares.ts'
import { divergenceLaw } from './laws/divergence-law.ts'
import type { TestResult } from './test-result.ts'
import type { TwoCounts } from './two-counts.ts'

/**
 * How empty cells are treated.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface PsiOptions {
  /** What stands for the share of an empty cell. @defaultValue 'additive' */
  readonly fill?: EmptyCellFill | undefined
}

/**
 * The population stability index, and what it is without drift.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface PsiResult extends TestResult {
  /** Which test. */
  readonly test: 'psi'
  /** The 95 % quantile of the index without drift: χ²(cells - 1) (1/n + 1/m); trust it from about 10 expected rows a cell on. */
  readonly noise: number
  /** Cells that are not empty on both sides. */
  readonly cells: number
}

/**
 * The population stability index: the sum of (p - q) ln(p / q) over the cells, in nats, with its noise level at these sizes.
 *
 * Cells that are empty on both sides are left out; where one cell remains the index is 0 and p is 1. The order of cells and of sides does not
 * matter.
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
 * const { statistic, noise } = psi({ reference: [100, 100, 100], current: [60, 30, 10] })
 * statistic // => 0.425084
 * statistic > noise // => true
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function psi(counts: TwoCounts, { fill = 'additive' }: PsiOptions = {}): PsiResult {
  const shares = filledShares(counts, { function: 'psi', fill })
  const { cells, sizes, warnings } = shares
  const statistic = sharesTerms(shares).reduce((sum, term) => sum + term, 0)
  return {
    test: 'psi',
    statistic,
    method: 'asymptotic',
    direction: 'higher-is-more-different',
    effect: { name: 'distance', value: statistic },
    ...divergenceLaw({ scaled: statistic, cells, sizes }),
    sizes,
    settings: { fill },
    warnings,
    cells,
  }
}

/** What each cell adds to the index, with additive fill; null where it is empty on both sides. */
export function psiTerms(counts: TwoCounts): (number | null)[] {
  const terms = sharesTerms(filledShares(counts, { function: 'psi', fill: 'additive' })).values()
  return Array.from(counts.reference, (count, cell) => (count + counts.current[cell]! > 0 ? terms.next().value! : null))
}

function sharesTerms({ reference, current }: CellShares): Float64Array {
  return reference.map((p, cell) => (p - current[cell]!) * Math.log(p / current[cell]!))
}
