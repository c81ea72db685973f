import { optionError } from '../internal/errors.ts'
import { finiteSamples } from './finite-samples.ts'
import { gapLaw } from './laws/gap-law.ts'
import { pooledValues } from './pooled.ts'
import { type SampleScale, scaleOfSorted } from './sample-scale.ts'
import { type Sweep, sweepSorted } from './sweep.ts'
import type { TestResult } from './test-result.ts'
import { type SortedSamples, sortSamples, type TwoSamples } from './two-samples.ts'

/**
 * In which unit the distance is.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface WassersteinOptions {
  /**
   * What the distance is divided by, taken from the reference: `interquartile` range over 1.349, standard `deviation`, `winsorised` standard
   * deviation (2.5 % of each end drawn in) over 0.9555, or `none`. Each is the standard deviation of a normal column; the first and the third are not
   * blown up by a few outliers.
   *
   * @defaultValue 'interquartile'
   */
  readonly scale?: SampleScale | 'none' | undefined
}

/**
 * What the Wasserstein distance says.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface WassersteinResult extends TestResult {
  /** Which test. */
  readonly test: 'wasserstein'
  /** P(as far apart or farther) if both sides have one law, by the limit law; lower is more different. */
  readonly pValue: number
  /** What the distance stays below in about 95 of 100 comparisons without drift. */
  readonly noise: number
  /** The distance in the unit of the values. */
  readonly distance: number
  /** What it was divided by. */
  readonly scale: number
}

const scales: readonly string[] = ['interquartile', 'deviation', 'winsorised', 'none']

/**
 * The Wasserstein distance of order 1, the integral of |F - G|: by how much values must be moved in the mean to make the sides alike, in
 * (robust) standard deviations of the reference.
 *
 * Infinities are left out with a warning. Where the wanted scale is 0 the next of `interquartile`, `winsorised`, `deviation` is taken, of the
 * reference, and then of both sides together; if all values are equal the distance is 0 and p is 1.
 *
 * @param samples - both columns; NaN is left out, inputs are not changed
 * @param options - scale
 * @returns the distance; p-value and noise by the limit law with the pooled distribution in it, a Brownian bridge whose integral is matched by
 *   two moments
 * @throws MillraceError `E_DRIFT_EMPTY` when a side has no finite values; `E_DRIFT_OPTION` when the scale is none of those
 * @see https://doi.org/10.1214/aop/1022677394 (E. del Barrio, E. Giné and C. Matrán, 1999)
 * @example
 * ```ts
 * import { wasserstein } from '@millrace/drift'
 *
 * wasserstein({ reference: [1, 2, 3, 4], current: [3, 4, 5, 6] }, { scale: 'none' }).statistic // => 2
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function wasserstein(samples: TwoSamples, options: WassersteinOptions = {}): WassersteinResult {
  return wassersteinOfSorted(sortSamples(samples), options)
}

interface SortedOptions extends WassersteinOptions {
  /** The sweep over the samples, where it was made already. */
  readonly sweep?: Sweep | undefined
}

/** The same for ascending values without NaN. */
export function wassersteinOfSorted(
  samples: SortedSamples,
  { scale: wanted = 'interquartile', sweep }: SortedOptions = {},
): WassersteinResult {
  if (!scales.includes(wanted)) {
    throw optionError({ function: 'wasserstein', option: 'scale', value: wanted, range: `one of ${scales.join(', ')}` })
  }
  const finite = finiteSamples(samples, 'wasserstein')
  const { sizes, unit } = finite
  const { area } =
    sweep !== undefined && finite.reference === samples.reference && finite.current === samples.current ? sweep : sweepSorted(finite)
  const { scale, warnings } = scaleOf(finite, wanted)
  const { noise, survival } = gapLaw(finite)
  const statistic = area / scale
  return {
    test: 'wasserstein',
    statistic,
    pValue: survival(area),
    method: 'asymptotic',
    direction: 'higher-is-more-different',
    effect: { name: 'distance', value: statistic },
    noise: noise / scale,
    degreesOfFreedom: null,
    sizes,
    settings: { scale: wanted },
    warnings: [...finite.warnings, ...warnings],
    distance: area * unit,
    scale: scale * unit,
  }
}

/** The scale, the first that is not 0 of the wanted and the others; 1 where all values are equal. */
function scaleOf(
  finite: SortedSamples & { readonly unit: number },
  wanted: SampleScale | 'none',
): { readonly scale: number; readonly warnings: readonly string[] } {
  if (wanted === 'none') return { scale: 1 / finite.unit, warnings: [] }
  const own = scaleOfSorted(finite.reference, wanted)
  if (own.used === wanted) return { scale: own.scale, warnings: [] }
  if (own.used !== null)
    return { scale: own.scale, warnings: [`the ${wanted} scale of the reference is 0: the ${own.used} scale was taken`] }
  const both = scaleOfSorted(pooledValues(finite), wanted)
  if (both.used === null) return { scale: 1, warnings: [] }
  return { scale: both.scale, warnings: [`the reference is constant: the ${both.used} scale of both sides was taken`] }
}
