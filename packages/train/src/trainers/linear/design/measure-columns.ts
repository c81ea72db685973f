/** Where each feature lies and how large it is. */
export interface ColumnMeasures {
  /** Weighted mean of every feature. */
  readonly means: Float64Array
  /** A power of two for every feature, so that dividing by it is exact: `(value - mean) / scale` is at most 2 in size. */
  readonly scales: Float64Array
  /** Indexes of the features that vary among the rows that weigh something. */
  readonly varying: readonly number[]
  /** Whether the values that weigh something are finite and far from overflow. */
  readonly sound: boolean
}

/** Up to it, a sum of a few million values does not overflow. */
const safe = 1e300
/** Least scale: its inverse is finite. */
const leastScale = 2 ** -1022

/** Measures features; a feature that is the same in all rows that weigh something does not vary. */
export function measureColumns(features: readonly Float64Array[], weights: Float64Array | undefined): ColumnMeasures {
  const means = new Float64Array(features.length)
  const scales = new Float64Array(features.length).fill(1)
  const varying: number[] = []
  let sound = true
  for (const [j, feature] of features.entries()) {
    const { mean, spread, largest } = measure(feature, weights)
    means[j] = mean
    sound &&= largest <= safe
    if (!(spread > 0)) continue
    scales[j] = Math.max(2 ** Math.floor(Math.log2(spread)), leastScale)
    varying.push(j)
  }
  return { means, scales, varying, sound }
}

/** Weighted sum and range of the values that weigh something. */
interface Summary {
  readonly sum: number
  readonly total: number
  readonly least: number
  readonly greatest: number
}

function measure(values: Float64Array, weights: Float64Array | undefined) {
  const { sum, total, least, greatest } = weights === undefined ? summarise(values) : summariseWeighted(values, weights)
  const largest = Number.isNaN(sum) ? sum : Math.max(-least, greatest)
  if (least > greatest) return { mean: values[0] ?? 0, spread: 0, largest }
  if (least === greatest) return { mean: least, spread: 0, largest }
  const mean = Number.isFinite(sum) && Number.isFinite(total) ? sum / total : runningMean(values, weights)
  return { mean, spread: Math.max(greatest - mean, mean - least), largest }
}

function summarise(values: Float64Array): Summary {
  let least = Number.POSITIVE_INFINITY
  let greatest = Number.NEGATIVE_INFINITY
  let even = 0
  let odd = 0
  const pairs = values.length - (values.length % 2)
  for (let row = 0; row < pairs; row += 2) {
    const first = values[row]!
    const second = values[row + 1]!
    even += first
    odd += second
    if (first < least) least = first
    if (second < least) least = second
    if (first > greatest) greatest = first
    if (second > greatest) greatest = second
  }
  if (pairs === values.length) return { sum: even + odd, total: pairs, least, greatest }
  const last = values[pairs]!
  return { sum: even + odd + last, total: pairs + 1, least: Math.min(least, last), greatest: Math.max(greatest, last) }
}

function summariseWeighted(values: Float64Array, weights: Float64Array): Summary {
  let least = Number.POSITIVE_INFINITY
  let greatest = Number.NEGATIVE_INFINITY
  let sum = 0
  let total = 0
  for (let row = 0; row < values.length; row++) {
    const weight = weights[row]!
    if (weight === 0) continue
    const value = values[row]!
    total += weight
    sum += weight * value
    if (value < least) least = value
    if (value > greatest) greatest = value
  }
  return { sum, total, least, greatest }
}

/** A mean whose sums do not overflow. */
function runningMean(values: Float64Array, weights: Float64Array | undefined): number {
  let total = 0
  let mean = 0
  for (let row = 0; row < values.length; row++) {
    const weight = weights?.[row] ?? 1
    if (weight === 0) continue
    total += weight
    mean += (weight / total) * (values[row]! - mean)
  }
  return mean
}
