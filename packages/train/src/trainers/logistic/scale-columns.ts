/** Features made fit for equations: centred, and of about one size. */
export interface ScaledColumns {
  /** `(value - mean) / scale`, at most 2 in size; only of features that vary. */
  readonly columns: readonly Float64Array[]
  /** Index of the feature behind each column. */
  readonly varying: readonly number[]
  /** Weighted mean of every feature. */
  readonly means: Float64Array
  /** A power of two for every feature, so that dividing by it is exact. */
  readonly scales: Float64Array
}

/** Centres and scales; a feature that is the same in all rows that weigh something is left out. */
export function scaleColumns(features: readonly Float64Array[], weights: Float64Array | undefined): ScaledColumns {
  const means = Float64Array.from(features, (feature) => weightedMean(feature, weights))
  const spreads = features.map((feature, j) => greatestDeviation(feature, means[j]!, weights))
  const scales = Float64Array.from(spreads, (spread) => (spread > 0 ? 2 ** Math.floor(Math.log2(spread)) : 1))
  const varying = [...features.keys()].filter((j) => spreads[j]! > 0)
  const columns = varying.map((j) => features[j]!.map((value) => (value - means[j]!) / scales[j]!))
  return { columns, varying, means, scales }
}

/** A running mean: it neither overflows nor loses a small spread on a large offset. */
function weightedMean(values: Float64Array, weights: Float64Array | undefined): number {
  let total = 0
  let mean = values[0] ?? 0
  for (let row = 0; row < values.length; row++) {
    const weight = weights?.[row] ?? 1
    if (weight === 0) continue
    total += weight
    mean += (weight / total) * (values[row]! - mean)
  }
  return mean
}

function greatestDeviation(values: Float64Array, mean: number, weights: Float64Array | undefined): number {
  let greatest = 0
  for (let row = 0; row < values.length; row++) {
    if (weights?.[row] !== 0) greatest = Math.max(greatest, Math.abs(values[row]! - mean))
  }
  return greatest
}
