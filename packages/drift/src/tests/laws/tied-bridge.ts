import { forEachRun } from '../runs.ts'
import type { SortedSamples } from '../two-samples.ts'

/** What is squared and summed over the distinct values: the bridge behind each of them (Cramér-von Mises), or its mean before and behind (midranks of Anderson-Darling). */
type Statistic = 'cramer-von-mises' | 'anderson-darling'

/** How ties change the first two moments of a sum of squares of a Brownian bridge, relative to as many values without ties. */
export interface TiedBridge {
  readonly mean: number
  readonly variance: number
}

/** Both ratios; 1 where nothing is tied. The covariance of a bridge at s < t is s (1 - t), so that the double sum needs one pass. */
export function tiedBridge(sorted: SortedSamples, statistic: Statistic): TiedBridge {
  const total = sorted.reference.length + sorted.current.length
  const tied = momentsOf(statistic, total, (add) => forEachRun(sorted, ({ reference, current }) => add(reference + current)))
  const untied = momentsOf(statistic, total, (add) => {
    for (let value = 0; value < total; value++) add(1)
  })
  return { mean: tied.mean / untied.mean, variance: tied.variance / untied.variance }
}

function momentsOf(statistic: Statistic, total: number, eachLength: (add: (length: number) => void) => void): TiedBridge {
  let rank = 0
  let mean = 0
  let below = 0
  let half = 0
  eachLength((length) => {
    const share = length / total
    const at = statistic === 'cramer-von-mises' ? (rank + length) / total : (rank + length / 2) / total
    const own = statistic === 'cramer-von-mises' ? at * (1 - at) : at * (1 - at) - share / 4
    const weight = statistic === 'cramer-von-mises' ? share : own > 0 ? share / own : 0
    mean += weight * own
    half += 2 * weight * (1 - at) ** 2 * below + (weight * own) ** 2
    below += weight * at * at
    rank += length
  })
  return { mean, variance: 2 * half }
}
