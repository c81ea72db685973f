import { type EmptyCellFill, filledShares } from './cell-shares.ts'
import { divergenceLaw } from './laws/divergence-law.ts'
import type { TestResult } from './test-result.ts'
import type { TwoCounts } from './two-counts.ts'

/**
 * How empty cells are treated.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface KullbackLeiblerOptions {
  /** What stands for the share of an empty cell; the shares are made to add up to 1 again. @defaultValue 'additive' */
  readonly fill?: EmptyCellFill | undefined
}

/**
 * The Kullback-Leibler divergence of the reference from the current side, Σ p ln(p / q) with p of the reference, in nats. It is not symmetric.
 *
 * @param counts - rows by cell
 * @param options - treatment of empty cells
 * @returns the divergence, with p-value and noise by 2 KL ~ (1/n + 1/m) χ²(cells - 1)
 * @throws MillraceError `E_DRIFT_COUNTS` when counts are not integers from 0 on or of two lengths; `E_DRIFT_EMPTY` when a side has no rows;
 *   `E_DRIFT_OPTION` when the fill is not in (0, 1)
 * @see https://doi.org/10.1214/aoms/1177729694 (S. Kullback and R. A. Leibler, On information and sufficiency, 1951)
 * @example
 * ```ts
 * import { kullbackLeibler } from '@millrace/drift'
 *
 * kullbackLeibler({ reference: [50, 50], current: [75, 25] }, { fill: 0.0001 }).statistic // => 0.143841
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function kullbackLeibler(counts: TwoCounts, { fill = 'additive' }: KullbackLeiblerOptions = {}): TestResult {
  const { cells, reference, current, sizes, warnings } = filledShares(counts, { function: 'kullbackLeibler', fill })
  const [p, q] = [normalised(reference), normalised(current)]
  const statistic = Math.max(
    0,
    p.reduce((sum, share, cell) => sum + share * Math.log(share / q[cell]!), 0),
  )
  const { noise, ...law } = divergenceLaw({ scaled: 2 * statistic, cells, sizes })
  return {
    test: 'kullback-leibler',
    statistic,
    method: 'asymptotic',
    direction: 'higher-is-more-different',
    effect: { name: 'distance', value: statistic },
    ...law,
    noise: noise / 2,
    sizes,
    settings: { fill },
    warnings,
  }
}

function normalised(shares: Float64Array): Float64Array {
  const whole = shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share) => share / whole)
}
