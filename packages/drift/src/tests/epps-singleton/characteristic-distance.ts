import { inverseSizes, type SortedSamples } from '../two-samples.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

/** Cosine and sine at the frequency and at twice of it. */
const features = 4

/** The squared distance of the mean features, in the metric of their covariance, and its rank. */
export function characteristicDistance(
  { reference, current }: SortedSamples,
  frequency: number,
): { readonly square: number; readonly rank: number } {
  if (frequency === Infinity) return { square: 0, rank: 0 }
  const origin = reference[reference.length >> 1]!
  const a = featureMoments(reference, { origin, frequency })
  const b = featureMoments(current, { origin, frequency })
  const covariance = a.covariance.map((row, i) => row.map((value, j) => value / reference.length + b.covariance[i]![j]! / current.length))
  const { values, vectors } = symmetricEigen(covariance)
  const least = 1e-13 * Math.max(...values)
  // Squared cosines below the rounding of their means are no spread at all.
  const noise = 1e-28 * inverseSizes({ reference: reference.length, current: current.length })
  let square = 0
  let rank = 0
  values.forEach((value, index) => {
    if (!(value > Math.max(least, noise))) return
    const along = vectors[index]!.reduce((sum, weight, i) => sum + weight * (a.mean[i]! - b.mean[i]!), 0)
    square += (along * along) / value
    rank++
  })
  return { square, rank }
}

interface Features {
  readonly mean: number[]
  readonly covariance: number[][]
}

/** Mean and biased covariance of cosines and sines; an origin turns them among themselves, which changes no distance. */
function featureMoments(values: Float64Array, { origin, frequency }: { readonly origin: number; readonly frequency: number }): Features {
  const count = values.length
  const columns = Array.from({ length: features }, () => new Float64Array(count))
  const [cosine, sine, cosineOfTwice, sineOfTwice] = columns as [Float64Array, Float64Array, Float64Array, Float64Array]
  for (let row = 0; row < count; row++) {
    const angle = frequency * (values[row]! - origin)
    const c = Math.cos(angle)
    const s = Math.sin(angle)
    cosine[row] = c
    sine[row] = s
    cosineOfTwice[row] = (c - s) * (c + s)
    sineOfTwice[row] = 2 * s * c
  }
  const mean = columns.map(meanOf)
  const covariance = columns.map((x, i) => columns.map((y, j) => covarianceOf(x, { y, means: [mean[i]!, mean[j]!] })))
  return { mean, covariance }
}

function meanOf(column: Float64Array): number {
  let sum = 0
  for (let row = 0; row < column.length; row++) sum += column[row]!
  return sum / column.length
}

function covarianceOf(
  x: Float64Array,
  { y, means: [a, b] }: { readonly y: Float64Array; readonly means: readonly [number, number] },
): number {
  let sum = 0
  for (let row = 0; row < x.length; row++) sum += (x[row]! - a) * (y[row]! - b)
  return sum / x.length
}
