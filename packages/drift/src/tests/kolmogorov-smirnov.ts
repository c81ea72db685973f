import { commonDivisor, exactSurvival, exactWork } from './kolmogorov/exact-survival.ts'
import { oneSampleSurvival } from './kolmogorov/one-sample-survival.ts'
import { type Sweep, sweepSorted } from './sweep.ts'
import type { TestResult } from './test-result.ts'
import { inverseSizes, type Sizes, type SortedSamples, sizesOf, sortSamples, type TwoSamples } from './two-samples.ts'

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
  readonly method?: 'auto' | 'exact' | 'asymptotic' | undefined
}

/**
 * What the Kolmogorov-Smirnov test says.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface KolmogorovSmirnovResult extends TestResult {
  /** Which test. */
  readonly test: 'kolmogorov-smirnov'
  /** P(D or more) if both sides have one law; lower is more different. With ties it is conservative. */
  readonly pValue: number
  /** How the p-value was found. */
  readonly method: 'exact' | 'asymptotic'
}

/**
 * The two-sample, two-sided Kolmogorov-Smirnov test; p-values are those of SciPy's `ks_2samp`.
 *
 * Infinities are values, and with ties the p-value is conservative. Where all values are equal D is 0 and p is 1; constants that differ have D 1. The
 * order of rows and of sides does not matter.
 *
 * @param samples - both columns; NaN is left out, inputs are not changed
 * @param options - the law
 * @returns D with its p-value; D is the effect too
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
export function kolmogorovSmirnov(samples: TwoSamples, options: KolmogorovSmirnovOptions = {}): KolmogorovSmirnovResult {
  return kolmogorovSmirnovOfSorted(sortSamples(samples), options)
}

interface SortedOptions {
  /** `bounded` is `auto` that never takes longer than some ten milliseconds. */
  readonly method?: 'auto' | 'exact' | 'asymptotic' | 'bounded' | undefined
  /** The sweep over the samples, where it was made already. */
  readonly sweep?: Sweep | undefined
}

/** The same for ascending values without NaN. */
export function kolmogorovSmirnovOfSorted(sorted: SortedSamples, { method = 'auto', sweep }: SortedOptions = {}): KolmogorovSmirnovResult {
  const sizes = sizesOf(sorted, 'kolmogorovSmirnov')
  const { gap, statistic, tied } = sweep ?? sweepSorted(sorted)
  return {
    test: 'kolmogorov-smirnov',
    statistic,
    ...survival({ gap, statistic, sizes }, method),
    direction: 'lower-is-more-different',
    effect: { name: 'D', value: statistic },
    noise: Math.min(1, kolmogorovNoise(sizes)),
    degreesOfFreedom: null,
    sizes,
    settings: { method },
    warnings: tied > 0 ? [`${tied} of ${sizes.reference + sizes.current} values are tied: the p-value is conservative`] : [],
  }
}

function survival(
  { gap, statistic, sizes }: { readonly gap: number; readonly statistic: number; readonly sizes: Sizes },
  method: NonNullable<SortedOptions['method']>,
): Pick<KolmogorovSmirnovResult, 'pValue' | 'method'> {
  if (method === 'bounded') return boundedSurvival(gap, sizes)
  if (method === 'exact' || (method === 'auto' && isSmall(sizes))) return { pValue: exactSurvival(gap, sizes), method: 'exact' }
  return { pValue: asymptoticSurvival(statistic, sizes), method: 'asymptotic' }
}

/**
 * What D stays below in 95 of 100 comparisons of equal laws: the limit law's quantile with Stephens' correction for few values.
 *
 * @see https://doi.org/10.1111/j.2517-6161.1970.tb00821.x (M. A. Stephens, 1970)
 */
export function kolmogorovNoise(sizes: Sizes): number {
  const root = 1 / Math.sqrt(inverseSizes(sizes))
  return 1.3580986393225505 / (root + 0.12 + 0.11 / root)
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
