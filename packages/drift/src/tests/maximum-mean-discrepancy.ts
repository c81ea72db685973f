import { type Random, seededRandom } from '@millrace/core'
import { finiteSamples } from './finite-samples.ts'
import { medianDistance } from './laws/median-distance.ts'
import type { PermutationOptions } from './permutation-options.ts'
import { drawnValues, permutationLaw, permutationSettings, permutationWarnings } from './permutations.ts'
import { pooledValues } from './pooled.ts'
import type { TestResult } from './test-result.ts'
import { inverseSizes, type SortedSamples, sortSamples, type TwoSamples } from './two-samples.ts'

const mostRows = 500

/**
 * The maximum mean discrepancy with a Gaussian kernel whose σ is √½ times the median distance of two values.
 *
 * The statistic is the square root of the unbiased estimate of MMD², 0 where that is negative. At most `maximumRows` values a side take part (500
 * unless told otherwise), a seeded sample; the p-value comes from seeded permutations of the sides: (k + 1) / (P + 1), never 0. Infinities are
 * left out with a warning. Where all values are equal the statistic is 0 and p is 1; a side of one value is too few for the estimate: p is 1.
 *
 * @param samples - both columns; NaN is left out, inputs are not changed
 * @param options - permutations, seed and cap
 * @throws MillraceError `E_DRIFT_EMPTY` when a side has no finite values; `E_DRIFT_OPTION` when permutations, seed or rows are no such integers
 * @see http://jmlr.org/papers/v13/gretton12a.html (A. Gretton et al., A kernel two-sample test, 2012)
 * @example
 * ```ts
 * import { maximumMeanDiscrepancy } from '@millrace/drift'
 *
 * const reference = Array.from({ length: 60 }, (_, i) => i)
 * maximumMeanDiscrepancy({ reference, current: reference.map((x) => x + 40) }).pValue // => 0.001
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function maximumMeanDiscrepancy(samples: TwoSamples, options: PermutationOptions = {}): TestResult {
  return maximumMeanDiscrepancyOfSorted(sortSamples(samples), options)
}

/** The same for ascending values without NaN. */
export function maximumMeanDiscrepancyOfSorted(samples: SortedSamples, options: PermutationOptions = {}): TestResult {
  const settings = permutationSettings('maximumMeanDiscrepancy', options, mostRows)
  const finite = finiteSamples(samples, 'maximumMeanDiscrepancy')
  const { sizes, unit } = finite
  const random = seededRandom(settings.seed)
  const side = (values: Float64Array) => drawnValues(values, { rows: settings.maximumRows, random })
  const drawn = { reference: side(finite.reference), current: side(finite.current) }
  const { observed, permuted, sigma } = discrepancies(drawn, { permutations: settings.permutations, random })
  const { pValue, noise } = permutationLaw(observed, permuted)
  const few = Math.min(sizes.reference, sizes.current) < 2
  const statistic = Math.sqrt(Math.max(0, observed))
  const shrink = inverseSizes(sizes) / inverseSizes({ reference: drawn.reference.length, current: drawn.current.length })
  return {
    test: 'maximum-mean-discrepancy',
    statistic,
    pValue: few ? 1 : pValue,
    method: 'permutation',
    direction: 'higher-is-more-different',
    effect: { name: 'distance', value: statistic },
    noise: Math.sqrt(Math.max(0, noise)),
    degreesOfFreedom: null,
    sizes,
    settings: { ...settings, sigma: sigma * unit },
    warnings: [
      ...finite.warnings,
      ...permutationWarnings(settings, { sizes }),
      ...(few ? ['a side has a single value: there is no unbiased estimate'] : []),
      ...(shrink < 1 ? ['statistic and noise are those of the sample'] : []),
    ],
  }
}

interface Draws {
  readonly permutations: number
  readonly random: Random
}

/** Unbiased MMD² of the sides as they are and of sides drawn anew, all from one kernel matrix. */
function discrepancies(drawn: SortedSamples, { permutations, random }: Draws) {
  const n = drawn.reference.length
  const m = drawn.current.length
  const pooled = pooledValues(drawn)
  const distance = medianDistance(pooled)
  const matrix = kernelMatrix(pooled, distance)
  const total = n + m
  const rowSums = Float64Array.from({ length: total }, (_, i) =>
    matrix.subarray(i * total, (i + 1) * total).reduce((sum, value) => sum + value, 0),
  )
  const whole = rowSums.reduce((sum, value) => sum + value, 0)
  // With S the sum over ordered pairs: S_aa + S_ab follows from the rows of side a, S_bb from what is left of the whole.
  const discrepancy = (side: Int32Array): number => {
    const others = total - side.length
    let within = 0
    let rows = 0
    for (let k = 0; k < side.length; k++) {
      const row = side[k]! * total
      rows += rowSums[side[k]!]!
      for (let l = 0; l < k; l++) within += matrix[row + side[l]!]!
    }
    const across = rows - 2 * within
    const rest = whole - 2 * within - 2 * across
    const mean = (sum: number, count: number) => (count > 1 ? sum / count / (count - 1) : 0)
    return mean(2 * within, side.length) + mean(rest, others) - (2 * across) / side.length / others
  }
  const smaller = Math.min(n, m)
  const permuted = Float64Array.from({ length: permutations }, () => discrepancy(drawnPositions(total, smaller, random)))
  const own = n <= m ? drawn.reference : drawn.current
  return { observed: discrepancy(positionsOf(own, pooled)), permuted, sigma: distance * Math.SQRT1_2 }
}

/** Kernel values of all ordered pairs, 0 on the diagonal. */
function kernelMatrix(pooled: Float64Array, distance: number): Float64Array {
  const total = pooled.length
  const matrix = new Float64Array(total * total)
  for (let i = 0; i < total; i++) {
    for (let j = 0; j < i; j++) {
      const value = distance === 0 ? 1 : Math.exp(-(((pooled[i]! - pooled[j]!) / distance) ** 2))
      matrix[i * total + j] = value
      matrix[j * total + i] = value
    }
  }
  return matrix
}

/** Ascending positions of so many of all. */
function drawnPositions(total: number, count: number, random: Random): Int32Array {
  const positions = new Int32Array(count)
  let taken = 0
  for (let i = 0; taken < count; i++) if (random.next() * (total - i) < count - taken) positions[taken++] = i
  return positions
}

/** Where the ascending values stand among all. */
function positionsOf(values: Float64Array, pooled: Float64Array): Int32Array {
  let position = 0
  return Int32Array.from(values, (value) => {
    while (pooled[position]! < value) position++
    return position++
  })
}
