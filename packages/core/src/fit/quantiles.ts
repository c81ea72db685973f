/**
 * Quantiles of ascending numbers by numpy's linear rule: the value at position `p (n - 1)`, straight between its neighbours.
 *
 * @param sorted - ascending, without NaN
 * @param probabilities - each in [0, 1]
 * @returns one value a probability; null where there are no numbers
 * @see https://doi.org/10.1080/00031305.1996.10473566 (Hyndman and Fan, type 7)
 * @example
 * ```ts
 * import { quantilesOfSorted } from '@millrace/core'
 *
 * quantilesOfSorted(Float64Array.of(1, 2, 3, 10), [0.5, 1]) // => [2.5, 10]
 * ```
 * @category Statistics
 * @since 0.1.0
 */
export function quantilesOfSorted(sorted: Float64Array, probabilities: readonly number[]): (number | null)[] {
  return probabilities.map((probability) => {
    if (sorted.length === 0) return null
    const position = probability * (sorted.length - 1)
    const below = Math.floor(position)
    const lower = sorted[below]!
    const upper = sorted[Math.min(below + 1, sorted.length - 1)]!
    const share = position - below
    const step = upper - lower
    if (step === Number.POSITIVE_INFINITY) return lower * (1 - share) + upper * share
    return share >= 0.5 ? upper - step * (1 - share) : lower + step * share
  })
}
