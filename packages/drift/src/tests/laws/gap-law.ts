import { inverseSizes, type Sizes, type SortedSamples } from '../two-samples.ts'
import { halfNormalSum, type PositiveLaw } from './half-normal-sum.ts'

/** Of larger sides, so many equally spaced ranks stand for all values. */
const mostRanks = 1024
/** Stretches of the axis that are taken together, each with an equal part of the mean. */
const stretches = 96

/**
 * The law of the integral of |F - G| if both sides have one law: that of a Brownian bridge over the distribution function of all values, times
 * √(1/n + 1/m).
 */
export function gapLaw(samples: SortedSamples): PositiveLaw {
  const { reference, current } = samples
  return gapLawOfSteps(stepsOf(samples), { reference: reference.length, current: current.length })
}

/** A distribution function as steps over the axis. */
export interface Steps {
  /** How wide each step is. */
  readonly widths: Float64Array
  /** The function along it, ascending. */
  readonly shares: Float64Array
}

/** The same for the distribution function of all values as steps. */
export function gapLawOfSteps({ widths, shares }: Steps, sizes: Sizes): PositiveLaw {
  const unit = Math.sqrt(inverseSizes(sizes))
  const { deviations, positions } = joined(
    shares,
    widths.map((width, k) => (width > 0 ? width * Math.sqrt(shares[k]! * (1 - shares[k]!)) : 0)),
  )
  return halfNormalSum({
    deviations: deviations.map((deviation) => deviation * unit),
    correlation: (i, j) => {
      const [s, t] = [positions[Math.min(i, j)]!, positions[Math.max(i, j)]!]
      return Math.sqrt((s * (1 - t)) / (t * (1 - s)))
    },
  })
}

interface Bridge {
  /** Width times √(H (1 - H)) of each stretch. */
  readonly deviations: Float64Array
  /** H in each stretch, ascending. */
  readonly positions: Float64Array
}

function stepsOf({ reference, current }: SortedSamples): Steps {
  const total = reference.length + current.length
  const grid = Float64Array.from([...thinned(reference), ...thinned(current)]).sort()
  const widths = new Float64Array(grid.length - 1)
  const shares = new Float64Array(grid.length - 1)
  for (let k = 0; k + 1 < grid.length; k++) {
    widths[k] = grid[k + 1]! - grid[k]!
    if (widths[k]! > 0) shares[k] = (countAtMost(reference, grid[k]!) + countAtMost(current, grid[k]!)) / total
  }
  return { widths, shares }
}

/** Takes neighbouring gaps together, so that few stretches are left. */
function joined(shares: Float64Array, parts: Float64Array): Bridge {
  const whole = parts.reduce((sum, part) => sum + part, 0)
  const deviations: number[] = []
  const positions: number[] = []
  let sum = 0
  let moment = 0
  parts.forEach((part, k) => {
    sum += part
    moment += part * shares[k]!
    if (sum > 0 && (sum >= whole / stretches || k === parts.length - 1)) {
      deviations.push(sum)
      positions.push(moment / sum)
      sum = 0
      moment = 0
    }
  })
  return { deviations: Float64Array.from(deviations), positions: Float64Array.from(positions) }
}

/** All values, or so many at equally spaced ranks, both ends among them. */
function thinned(sorted: Float64Array): Float64Array {
  if (sorted.length <= mostRanks) return sorted
  const step = (sorted.length - 1) / (mostRanks - 1)
  return Float64Array.from({ length: mostRanks }, (_, k) => sorted[Math.round(k * step)]!)
}

/** How many of the ascending values are at most x. */
function countAtMost(sorted: Float64Array, x: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! <= x) low = middle + 1
    else high = middle
  }
  return low
}
