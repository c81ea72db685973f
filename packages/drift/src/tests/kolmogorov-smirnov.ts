import { emptyError } from '../internal/errors.ts'
import { commonDivisor, exactSurvival, exactWork } from './kolmogorov/exact-survival.ts'
import { oneSampleSurvival } from './kolmogorov/one-sample-survival.ts'
import { sortedGap, sortedValues } from './kolmogorov/sorted-gap.ts'
import type { Sizes, TwoSamples } from './two-samples.ts'

/**
 * How the p-value of {@link kolmogorovSmirnov} is found.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface KolmogorovSmirnovOptions {
  /**
   * `exact` counts lattice paths, in time that grows with the product of the sizes unless they are equal; `asymptotic` takes the law of one
   * sample of nm / (n + m) values; `auto` is exact up to 10,000 values a side, as in SciPy.
   *
   * @defaultValue 'auto'
   */
  readonly method?: 'auto' | 'exact' | 'asymptotic'
}

/**
 * What the Kolmogorov-Smirnov test says.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface KolmogorovSmirnovResult {
  /** D, the greatest gap between the two distribution functions, in [0, 1]; higher is more different. */
  readonly statistic: number
  /** P(D or more) if both sides have one law; lower is more different. With ties it is conservative. */
  readonly pValue: number
  /** How the p-value was found. */
  readonly method: 'exact' | 'asymptotic'
  /** Values on either side. */
  readonly sizes: Sizes
}

/**
 * The two-sample, two-sided Kolmogorov-Smirnov test; p-values are those of SciPy's `ks_2samp`.
 *
 * @param samples - both columns; NaN is left out, inputs are not changed
 * @param options - the law
 * @throws MillraceError `E_DRIFT_EMPTY` when a side has no values
 * @see https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.ks_2samp.html
 * @example
 * ```ts
 * import { kolmogorovSmirnov } from '@millrace/drift'
 *
 * const { statistic, pValue } = kolmogorovSmirnov({ reference: [1, 2, 3, 4], current: [3, 4, 5, 6] })
 * statistic // => 0.5
 * pValue // => 0.771429
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function kolmogorovSmirnov(samples: TwoSamples, { method = 'auto' }: KolmogorovSmirnovOptions = {}): KolmogorovSmirnovResult {
  return kolmogorovSmirnovOfSorted({ reference: sortedValues(samples.reference), current: sortedValues(samples.current) }, { method })
}

/** The same for ascending values without NaN. */
export function kolmogorovSmirnovOfSorted(
  { reference, current }: { readonly reference: Float64Array; readonly current: Float64Array },
  { method = 'auto' }: { readonly method?: 'auto' | 'exact' | 'asymptotic' | 'bounded' } = {},
): KolmogorovSmirnovResult {
  if (reference.length === 0) throw emptyError('kolmogorovSmirnov', 'reference')
  if (current.length === 0) throw emptyError('kolmogorovSmirnov', 'current')
  const sizes = { reference: reference.length, current: current.length }
  const { gap, statistic } = sortedGap(reference, current)
  if (method === 'bounded') return { statistic, ...boundedSurvival(gap, sizes), sizes }
  const exact = method === 'exact' || (method === 'auto' && isSmall(sizes))
  return {
    statistic,
    pValue: exact ? exactSurvival(gap, sizes) : asymptoticSurvival(statistic, sizes),
    method: exact ? 'exact' : 'asymptotic',
    sizes,
  }
}

/** Most lattice points that a comparison of many columns spends on one p-value: about ten milliseconds. */
const mostWork = 4_000_000

/** The exact law where SciPy takes it and it is cheap, else the asymptotic one; `gap` in units of 1 / least common multiple. */
export function boundedSurvival(gap: number, sizes: Sizes): Pick<KolmogorovSmirnovResult, 'pValue' | 'method'> {
  if (isSmall(sizes) && exactWork(gap, sizes) <= mostWork) return { pValue: exactSurvival(gap, sizes), method: 'exact' }
  const multiple = (sizes.reference / commonDivisor(sizes.reference, sizes.current)) * sizes.current
  return { pValue: asymptoticSurvival(gap / multiple, sizes), method: 'asymptotic' }
}

const isSmall = ({ reference, current }: Sizes) => Math.max(reference, current) <= 10_000

/** The law of one sample as large as half the harmonic mean of the sizes, as SciPy has it. */
function asymptoticSurvival(statistic: number, { reference, current }: Sizes): number {
  const rows = Math.max(1, roundHalfEven((reference / (reference + current)) * current))
  return statistic <= 0 ? 1 : oneSampleSurvival(rows, statistic)
}

/** As numpy rounds. */
function roundHalfEven(x: number): number {
  const below = Math.floor(x)
  if (x - below !== 0.5) return Math.round(x)
  return below % 2 === 0 ? below : below + 1
}
