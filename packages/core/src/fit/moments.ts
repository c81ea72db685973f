/**
 * Count, mean and sum of squared deviations of numbers that come in blocks; NaN is left out.
 *
 * Each block is summed in two passes about its own mean and merged by the formula of Chan, Golub and LeVeque, which keeps its figures where the
 * textbook formula loses them: a constant column has deviation 0.
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

/** Starts empty: mean and extremes are NaN until a number comes. */
export function createMoments(): Moments {
  let count = 0
  let mean = Number.NaN
  let squares = 0
  let minimum = Number.NaN
  let maximum = Number.NaN
  const add = (values: Float64Array, length: number) => {
    let added = 0
    let first = 0
    let sum = 0
    let least = Number.POSITIVE_INFINITY
    let most = Number.NEGATIVE_INFINITY
    for (let i = 0; i < length; i++) {
      const x = values[i]!
      if (x !== x) continue
      if (added++ === 0) first = x
      sum += x - first
      if (x < least) least = x
      if (x > most) most = x
    }
    if (added === 0) return
    const shifted = first + sum / added
    const blockMean = Number.isFinite(shifted) ? shifted : meanOfHuge(values, length, added)
    let blockSquares = 0
    for (let i = 0; i < length; i++) {
      const x = values[i]!
      if (x === x) blockSquares += (x - blockMean) * (x - blockMean)
    }
    if (count === 0) {
      ;[count, mean, squares, minimum, maximum] = [added, blockMean, blockSquares, least, most]
      return
    }
    const total = count + added
    const delta = blockMean - mean
    squares += blockSquares + delta * delta * ((count * added) / total)
    const share = added / total
    mean = Number.isFinite(delta) ? mean + delta * share : mean * (1 - share) + blockMean * share
    count = total
    if (least < minimum) minimum = least
    if (most > maximum) maximum = most
  }
  return {
    add,
    get count() {
      return count
    },
    get mean() {
      return mean
    },
    get squares() {
      return squares
    },
    get minimum() {
      return minimum
    },
    get maximum() {
      return maximum
    },
  }
}

/** A power of two by which numbers are divided so that their sum cannot overflow. */
const scale = 2 ** 64

function meanOfHuge(values: Float64Array, length: number, present: number): number {
  let sum = 0
  for (let i = 0; i < length; i++) {
    const x = values[i]!
    if (x === x) sum += x / scale
  }
  return (sum / present) * scale
}
