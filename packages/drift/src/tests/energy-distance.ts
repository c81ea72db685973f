import { type Random, seededRandom } from '@millrace/core'
import { finiteSamples } from './finite-samples.ts'
import type { PermutationOptions } from './permutation-options.ts'
import { drawnValues, permutationLaw, permutationSettings, permutationWarnings } from './permutations.ts'
import { pooledValues } from './pooled.ts'
import { sweepSorted } from './sweep.ts'
import type { TestResult } from './test-result.ts'
import { inverseSizes, type SortedSamples, sortSamples, type TwoSamples } from './two-samples.ts'

const mostRows = 5_000

/**
 * The energy distance √(2 ∫ (F - G)²), in the square root of the values' unit, as SciPy has it: it depends on the unit, the p-value does not.
 *
 * The p-value comes from seeded permutations of the sides: (k + 1) / (P + 1), never 0; of more values than `maximumRows` (5,000 a side unless told
 * otherwise) the law comes from a seeded sample and is brought to the given sizes. Infinities are left out with a warning. Where all values
 * are equal the distance is 0 and p is 1.
 *
 * @param samples - both columns; NaN is left out, inputs are not changed
 * @param options - permutations and seed
 * @throws MillraceError `E_DRIFT_EMPTY` when a side has no finite values; `E_DRIFT_OPTION` when permutations, seed or rows are no such integers
 * @see https://doi.org/10.1016/j.jspi.2013.03.018 (G. J. Székely and M. L. Rizzo, Energy statistics, 2013)
 * @example
 * ```ts
 * import { energyDistance } from '@millrace/drift'
 *
 * energyDistance({ reference: [1, 2, 3, 4], current: [3, 4, 5, 6] }).statistic // => 1.322876
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function energyDistance(samples: TwoSamples, options: PermutationOptions = {}): TestResult {
  return energyDistanceOfSorted(sortSamples(samples), options)
}

/** The same for ascending values without NaN. */
export function energyDistanceOfSorted(samples: SortedSamples, options: PermutationOptions = {}): TestResult {
  const settings = permutationSettings('energyDistance', options, mostRows)
  const finite = finiteSamples(samples, 'energyDistance')
  const { sizes, unit } = finite
  const random = seededRandom(settings.seed)
  const side = (values: Float64Array) => drawnValues(values, { rows: settings.maximumRows, random })
  const drawn = { reference: side(finite.reference), current: side(finite.current) }
  const { energy } = sweepSorted(finite)
  // Without drift the energy is proportional to 1/n + 1/m, so that the law of a part serves for the whole.
  const shrink = inverseSizes(sizes) / inverseSizes({ reference: drawn.reference.length, current: drawn.current.length })
  const law = permutationLaw(energy / shrink, permutedEnergies(drawn, { permutations: settings.permutations, random }))
  const statistic = Math.sqrt(2 * energy) * Math.sqrt(unit)
  return {
    test: 'energy',
    statistic,
    pValue: law.pValue,
    method: 'permutation',
    direction: 'higher-is-more-different',
    effect: { name: 'distance', value: statistic },
    noise: Math.sqrt(2 * law.noise * shrink) * Math.sqrt(unit),
    degreesOfFreedom: null,
    sizes,
    settings: { ...settings },
    warnings: [...finite.warnings, ...permutationWarnings(settings, { sizes })],
  }
}

/** The integral of (F - G)² for sides that are drawn anew from all values. */
function permutedEnergies(
  drawn: SortedSamples,
  { permutations, random }: { readonly permutations: number; readonly random: Random },
): Float64Array {
  const pooled = pooledValues(drawn)
  const n = drawn.reference.length
  const m = drawn.current.length
  const total = n + m
  return Float64Array.from({ length: permutations }, () => {
    let left = n
    let difference = 0
    let energy = 0
    for (let k = 0; k + 1 < total; k++) {
      if (random.next() * (total - k) < left) {
        left--
        difference += m
      } else difference -= n
      energy += difference * difference * (pooled[k + 1]! - pooled[k]!)
    }
    return energy / n / m / n / m
  })
}
