import { optionError } from '../internal/errors.ts'
import type { JoinedLabels } from './joined-labels.ts'

/**
 * How many labels are there by an age.
 *
 * @category Performance
 * @since 0.1.0
 */
export interface LabelledByAge {
  /** Age of a prediction, in milliseconds. */
  readonly ageMs: number
  /** Predictions that have reached it. */
  readonly predictions: number
  /** Those of them whose label was known by that age. */
  readonly labelled: number
  /** Their share; null where no prediction has reached the age. */
  readonly share: number | null
}

/**
 * Which ages are asked about.
 *
 * @category Performance
 * @since 0.1.0
 */
export interface LabelledByAgeOptions {
  /** Ages of predictions, in milliseconds; finite and not negative. */
  readonly agesMs: readonly number[]
}

/**
 * Tells how late labels come: by age, the share of the predictions that old whose label was known by then.
 *
 * Predictions that have not reached an age take no part in it, so that young ones do not make labels look rare.
 *
 * @param joined - predictions with labels, from {@link joinLabels}
 * @param options - the ages
 * @returns one entry an age, in the order given
 * @throws MillraceError `E_DRIFT_OPTION` when an age is negative or not finite
 * @example
 * ```ts
 * import { labelledByAge } from '@millrace/drift'
 *
 * const day = 86_400_000
 * const joined = { atMs: Float64Array.of(0, 0, 5 * day), labelledAtMs: Float64Array.of(2 * day, NaN, NaN), asOfMs: 6 * day }
 * labelledByAge(joined, { agesMs: [day, 3 * day] }).map(({ predictions, share }) => [predictions, share]) // => [[3, 0], [2, 0.5]]
 * ```
 * @category Performance
 * @since 0.1.0
 */
export function labelledByAge(
  { atMs, labelledAtMs, asOfMs }: Pick<JoinedLabels, 'atMs' | 'labelledAtMs' | 'asOfMs'>,
  { agesMs }: LabelledByAgeOptions,
): readonly LabelledByAge[] {
  return Object.freeze(
    agesMs.map((ageMs) => {
      if (!(ageMs >= 0 && ageMs < Infinity)) {
        throw optionError({ function: 'labelledByAge', option: 'agesMs', value: ageMs, range: 'finite and not negative' })
      }
      let predictions = 0
      let labelled = 0
      for (let row = 0; row < atMs.length; row++) {
        if (atMs[row]! + ageMs > asOfMs) continue
        predictions++
        if (labelledAtMs[row]! - atMs[row]! <= ageMs) labelled++
      }
      return Object.freeze({ ageMs, predictions, labelled, share: predictions === 0 ? null : labelled / predictions })
    }),
  )
}
