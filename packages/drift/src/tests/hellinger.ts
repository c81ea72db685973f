import { cellShares } from './cell-shares.ts'
import { divergenceLaw } from './laws/divergence-law.ts'
import type { TestResult } from './test-result.ts'
import type { TwoCounts } from './two-counts.ts'

/**
 * The Hellinger distance √(½ Σ (√p - √q)²), in [0, 1]: a sum of squares, which does not cancel near 0 as 1 - Σ √(p q) does.
 *
 * @param counts - rows by cell
 * @returns the distance, with p-value and noise by 8 H² ~ (1/n + 1/m) χ²(cells - 1)
 * @throws MillraceError `E_DRIFT_COUNTS` when counts are not integers from 0 on or of two lengths; `E_DRIFT_EMPTY` when a side has no rows
 * @see https://doi.org/10.1515/crll.1909.136.210 (E. Hellinger, 1909)
 * @example
 * ```ts
 * import { hellinger } from '@millrace/drift'
 *
 * hellinger({ reference: [50, 50], current: [50, 0] }).statistic // => 0.541196
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function hellinger(counts: TwoCounts): TestResult {
  const { cells, reference, current, sizes, warnings } = cellShares(counts, 'hellinger')
  const square = reference.reduce((sum, p, cell) => sum + (Math.sqrt(p) - Math.sqrt(current[cell]!)) ** 2 / 2, 0)
  const { noise, ...law } = divergenceLaw({ scaled: 8 * square, cells, sizes })
  const statistic = Math.min(1, Math.sqrt(square))
  return {
    test: 'hellinger',
    statistic,
    method: 'asymptotic',
    direction: 'higher-is-more-different',
    effect: { name: 'distance', value: statistic },
    ...law,
    noise: Math.sqrt(noise / 8),
    sizes,
    settings: {},
    warnings,
  }
}
