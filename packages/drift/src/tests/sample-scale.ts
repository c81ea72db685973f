import { momentsAbout } from './moments.ts'
import { quantileOfSorted } from './pooled.ts'

/**
 * How the spread of a column is measured.
 *
 * @category Tests
 * @since 0.1.0
 */
export type SampleScale = 'interquartile' | 'deviation' | 'winsorised'

/** Interquartile range of a normal variable, and its deviation with 2.5 % of each end drawn in, in standard deviations. */
export const normalRange = 1.3489795003921634
const normalWinsorised = 0.955502

const measures: Readonly<Record<SampleScale, (sorted: Float64Array) => number>> = {
  interquartile: (sorted) => (quantileOfSorted(sorted, 0.75) - quantileOfSorted(sorted, 0.25)) / normalRange,
  winsorised: (sorted) => {
    const [low, high] = [quantileOfSorted(sorted, 0.025), quantileOfSorted(sorted, 0.975)]
    return deviationOf(sorted.map((value) => Math.min(high, Math.max(low, value)))) / normalWinsorised
  },
  deviation: deviationOf,
}

const fallbacks: readonly SampleScale[] = ['interquartile', 'winsorised', 'deviation']

/** The wanted spread of ascending values, or the first other that is not 0; `used` is null where all values are equal. */
export function scaleOfSorted(sorted: Float64Array, wanted: SampleScale): { readonly scale: number; readonly used: SampleScale | null } {
  for (const used of [wanted, ...fallbacks]) {
    const scale = measures[used](sorted)
    if (scale > 0) return { scale, used }
  }
  return { scale: 0, used: null }
}

/** The population standard deviation, about the median so that an offset costs no digits. */
function deviationOf(sorted: Float64Array): number {
  const { squares, count } = momentsAbout(sorted[sorted.length >> 1]!, sorted)
  return sorted[0] === sorted[count - 1] ? 0 : Math.sqrt(squares / count)
}
