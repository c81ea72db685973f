import { normalQuantile, normalSurvival } from '@millrace/core/distributions'
import type { Bounds } from '../compare/drift-report.ts'
import type { NumberProfile } from '../profile/profile-types.ts'
import { studentQuantile } from './student-quantile.ts'

/** Points of a column as distances from their mean, with their weights, which add up to 1. */
interface Points {
  readonly distances: Float64Array
  readonly weights: Float64Array
}

/** The outer and inner point of an end cell, in standard deviations, as an exponential tail has them up to its third moment. */
const tail = { weight: (1 - Math.SQRT1_2) / 2, outer: 1 + Math.SQRT2, inner: 1 - Math.SQRT2 }

/**
 * The reference as a law of few points: a mean a cell, and two points for each end cell, which hold what the variance is more than that of the means.
 */
export function pointsOf({ counts, sums, mean, squares, count, infinite }: NumberProfile): Points {
  const cells = counts.flatMap((rows, cell) => (rows > 0 ? [{ rows, distance: sums[cell]! / rows - mean! }] : []))
  const rest = cells.reduce((sum, { rows, distance }) => sum - rows * distance ** 2, squares!)
  const [first, last] = [cells[0]!, cells.at(-1)!]
  const ends = first.rows * first.distance ** 2 + last.rows * last.distance ** 2
  const finite = count - infinite
  const points = cells.flatMap(({ rows, distance }) => {
    const isEnd = distance === first.distance || distance === last.distance
    // In proportion to the end's own share of the variance: a long tail has more of what cells do not show.
    const spread = isEnd && ends > 0 ? Math.sqrt((Math.max(0, rest) / ends) * distance ** 2) : 0
    if (spread === 0) return [[distance, rows / finite] as const]
    const outward = Math.sign(distance) * spread
    return [
      [distance + tail.outer * outward, (rows / finite) * tail.weight] as const,
      [distance + tail.inner * outward, (rows / finite) * (1 - tail.weight)] as const,
    ]
  })
  return { distances: Float64Array.from(points, ([distance]) => distance), weights: Float64Array.from(points, ([, weight]) => weight) }
}

/** Enough for limits to a thousandth of their width. */
const halvings = 14

interface MeanSizes {
  /** Values of the reference. */
  readonly reference: number
  /** Values of the window. */
  readonly current: number
}

/**
 * What the mean of a window, less that of the reference, stays within where both are drawn from these points: Lugannani and Rice's tails, widened as
 * Student's are since the reference is a sample.
 *
 * @see https://doi.org/10.2307/1426607 (R. Lugannani and S. Rice, 1980)
 */
export function meanLimits(points: Points, { sizes, rate }: { readonly sizes: MeanSizes; readonly rate: number }): Bounds {
  const deviation = Math.sqrt(points.distances.reduce((sum, distance, index) => sum + points.weights[index]! * distance ** 2, 0))
  const error = deviation * Math.sqrt(1 / sizes.reference + 1 / sizes.current)
  if (!(error > 0)) return { lower: 0, upper: 0 }
  const z = normalQuantile(1 - rate / 2)
  const wider = studentQuantile(z, sizes.reference - 1) / z
  const quantile = (sign: 1 | -1) => {
    const at = (tilt: number) => tailAt((sign * tilt) / error, { points, sizes })
    const isWithin = (tilt: number) => at(tilt).chance > rate / 2
    let low = 0
    let high = 1
    for (; high < 1e9 && isWithin(high); high *= 2) low = high
    for (let step = 0; step < halvings; step++) {
      const middle = (low + high) / 2
      if (isWithin(middle)) low = middle
      else high = middle
    }
    return at(high).difference * wider
  }
  return { lower: quantile(-1), upper: quantile(1) }
}

/** The difference of means at a saddlepoint, and the chance of one farther out. */
function tailAt(tilt: number, { points, sizes }: { readonly points: Points; readonly sizes: MeanSizes }) {
  const window = tilted(points, tilt / sizes.current)
  const reference = tilted(points, -tilt / sizes.reference)
  const difference = window.mean - reference.mean
  const height = sizes.current * window.log + sizes.reference * reference.log
  const width = window.variance / sizes.current + reference.variance / sizes.reference
  const w = Math.sqrt(Math.max(0, 2 * (tilt * difference - height)))
  const u = Math.abs(tilt) * Math.sqrt(width)
  const density = Math.exp((-w * w) / 2) / Math.sqrt(2 * Math.PI)
  const chance = w > 0 && u > 0 ? normalSurvival(w) + density * (1 / u - 1 / w) : u > 0 ? 0.5 : 0
  return { difference, chance }
}

/** The points' law, weighted by exp(tilt × distance): log of the total, mean and variance. */
function tilted({ distances, weights }: Points, tilt: number) {
  let highest = Number.NEGATIVE_INFINITY
  for (const distance of distances) highest = Math.max(highest, tilt * distance)
  let total = 0
  let first = 0
  let second = 0
  for (let index = 0; index < distances.length; index++) {
    const distance = distances[index]!
    const weight = weights[index]! * Math.exp(tilt * distance - highest)
    total += weight
    first += weight * distance
    second += weight * distance * distance
  }
  const mean = first / total
  return { log: highest + Math.log(total), mean, variance: Math.max(0, second / total - mean * mean) }
}
