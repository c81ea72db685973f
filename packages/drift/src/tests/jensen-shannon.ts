import { optionError } from '../internal/errors.ts'
import { cellShares } from './cell-shares.ts'
import { divergenceLaw } from './laws/divergence-law.ts'
import type { TestResult } from './test-result.ts'
import type { TwoCounts } from './two-counts.ts'

/**
 * In which unit the distance is.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface JensenShannonOptions {
  /** Base of the logarithm: with 2 the distance is in [0, 1], with `e` in [0, √ln 2]. @defaultValue 2 */
  readonly base?: 2 | 'e' | undefined
}

/**
 * The Jensen-Shannon distance: the square root of half the divergences of both sides from their mean. Empty cells need no filling.
 *
 * @param counts - rows by cell
 * @param options - base of the logarithm
 * @returns the distance, with p-value and noise by 8 JS² (in nats) ~ (1/n + 1/m) χ²(cells - 1)
 * @throws MillraceError `E_DRIFT_COUNTS` when counts are not integers from 0 on or of two lengths; `E_DRIFT_EMPTY` when a side has no rows;
 *   `E_DRIFT_OPTION` when the base is neither 2 nor 'e'
 * @see https://doi.org/10.1109/TIT.2003.813506 (D. M. Endres and J. E. Schindelin, A new metric for probability distributions, 2003)
 * @example
 * ```ts
 * import { jensenShannon } from '@millrace/drift'
 *
 * jensenShannon({ reference: [30, 0], current: [0, 30] }).statistic // => 1
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function jensenShannon(counts: TwoCounts, { base = 2 }: JensenShannonOptions = {}): TestResult {
  if (base !== 2 && base !== 'e') throw optionError({ function: 'jensenShannon', option: 'base', value: base, range: "2 or 'e'" })
  const { cells, reference, current, sizes, warnings } = cellShares(counts, 'jensenShannon')
  const nats = reference.reduce((sum, p, cell) => sum + divergenceOf(p, current[cell]!), 0)
  const distance = (divergence: number) => Math.sqrt(divergence / (base === 2 ? Math.LN2 : 1))
  const { noise, ...law } = divergenceLaw({ scaled: 8 * nats, cells, sizes })
  const statistic = Math.min(distance(Math.LN2), distance(nats))
  return {
    test: 'jensen-shannon',
    statistic,
    method: 'asymptotic',
    direction: 'higher-is-more-different',
    effect: { name: 'distance', value: statistic },
    ...law,
    noise: distance(noise / 8),
    sizes,
    settings: { base },
    warnings,
  }
}

/** ½ (p ln(p / mean) + q ln(q / mean)), with logarithms of 1 + a small number, so that equal shares add exactly 0. */
function divergenceOf(p: number, q: number): number {
  const tilt = (p - q) / (p + q)
  const part = (share: number, x: number) => (share === 0 ? 0 : (share / 2) * Math.log1p(x))
  return Math.max(0, part(p, tilt) + part(q, -tilt))
}
