import { seededRandom } from '@millrace/core'
import type { Draws, Worsening } from './outcome.ts'

/** Losses of the same rows, before and after something was changed. */
export interface PairedLosses {
  readonly before: Float64Array
  readonly after: Float64Array
  readonly weights?: Float64Array | undefined
  /** Whether the root of each mean is meant. */
  readonly rooted: boolean
}

/** By how much the weighted mean loss rises, with the percentile interval over draws of the rows. */
export function meanDifference(losses: PairedLosses, { seed, rounds, confidence }: Draws): Worsening & { readonly before: number } {
  const { before, after, weights, rooted } = losses
  const count = before.length
  const random = seededRandom(seed)
  const means = (rowAt: (place: number) => number) => {
    let [first, second, total] = [0, 0, 0]
    for (let place = 0; place < count; place++) {
      const row = rowAt(place)
      const weight = weights?.[row] ?? 1
      first += weight * before[row]!
      second += weight * after[row]!
      total += weight
    }
    const mean = (sum: number) => (rooted ? Math.sqrt(sum / total) : sum / total)
    return { before: mean(first), rise: mean(second) - mean(first) }
  }
  const whole = means((row) => row)
  const draws = Float64Array.from({ length: rounds }, () => means(() => random.integer(count)).rise).sort()
  const at = (share: number) => draws[Math.min(rounds - 1, Math.max(0, Math.round(share * (rounds - 1))))]!
  return { value: whole.rise, before: whole.before, lower: at((1 - confidence) / 2), upper: at((1 + confidence) / 2) }
}
