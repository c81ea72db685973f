/**
 * Count, mean and sum of squared deviations of numbers that come in blocks; NaN is left out.
 *
 * Numbers are taken as distances from the first one, so that a column far from 0 keeps its figures and a constant one has deviation 0. Each block is summed in two
 * passes about its own mean and merged by the formula of Chan, Golub and LeVeque. Where such distances overflow, near 1e308, the mean comes from a scaled sum and the
 * squares are infinite.
 *
 * @see https://doi.org/10.1080/00031305.1983.10483115
 */
export interface Moments {
  add(values: Float64Array, count: number): void
  readonly count: number
  readonly mean: number
  readonly squares: number
  readonly minimum: number
  readonly maximum: number
}

/** A power of two by which numbers are divided so that their sum cannot overflow. */
const scale = 2 ** 64

/** Starts empty: mean and extremes are NaN until a number comes. */
export function createMoments(): Moments {
  let origin = Number.NaN
  let count = 0
  let distance = 0
  let scaledSum = 0
  let squares = 0
  let minimum = Number.NaN
  let maximum = Number.NaN
  const add = (values: Float64Array, length: number) => {
    let added = 0
    let sum = 0
    for (let i = 0; i < length; i++) {
      const x = values[i]!
      if (x !== x) continue
      if (count + added++ === 0) origin = minimum = maximum = x
      sum += x - origin
      scaledSum += x / scale
      if (x < minimum) minimum = x
      if (x > maximum) maximum = x
    }
    if (added === 0) return
    const blockMean = sum / added
    let blockSquares = 0
    let residue = 0
    for (let i = 0; i < length; i++) {
      const x = values[i]!
      if (x !== x) continue
      const deviation = x - origin - blockMean
      blockSquares += deviation * deviation
      residue += deviation
    }
    const delta = blockMean - distance
    const share = added / (count + added)
    // What the rounding of the mean adds to the squares is taken away again.
    squares += blockSquares - (residue * residue) / added + delta * delta * count * share
    distance += delta * share
    count += added
  }
  return {
    add,
    get count() {
      return count
    },
    get mean() {
      const mean = origin + distance
      return Number.isFinite(mean) ? mean : (scaledSum / count) * scale
    },
    get squares() {
      return Number.isNaN(squares) ? Number.POSITIVE_INFINITY : Math.max(0, squares)
    },
    get minimum() {
      return minimum
    },
    get maximum() {
      return maximum
    },
  }
}
