/** Weights as whole numbers, so that their sums do not depend on the order of rows. */
export interface WholeWeights {
  readonly weights: Float64Array
  /** What a weight is multiplied with before it is rounded. */
  readonly factor: number
}

/** Finds the factor by which weights become whole numbers whose sum stays exact; a power of 2, so that whole weights stay what they are. */
export function wholeWeights(weights: Float64Array): WholeWeights {
  const largest = weights.reduce((a, b) => Math.max(a, b), 0)
  const factor = largest > 0 ? 2 ** (51 - Math.ceil(Math.log2(largest)) - Math.ceil(Math.log2(weights.length + 1))) : 1
  return { weights, factor }
}

/**
 * Quantile of values where each counts with its weight: between the middles of the values' weights it is interpolated, for equal weights as `quantile` of R in its type 7;
 * independent of the order of the values.
 *
 * @param values - at least one; sorted in place together with `weights`
 */
export function quantileOf(values: Float64Array, share: number): number {
  values.sort()
  const place = share * (values.length - 1)
  const low = Math.floor(place)
  const at = values[low]!
  const next = values[Math.min(low + 1, values.length - 1)]!
  return at + (next - at) * (place - low)
}

/** The least value that at least the share of the whole weight is at or below; the mean with the next value where the share is met exactly. */
export function weightedQuantileOf(values: Float64Array, weights: Float64Array, share: number): number {
  const order = Array.from(values.keys()).filter((i) => weights[i]! > 0)
  if (order.length === 0) return 0
  order.sort((a, b) => values[a]! - values[b]!)
  let total = 0
  for (const i of order) total += weights[i]!
  let below = 0
  for (const [place, i] of order.entries()) {
    below += weights[i]!
    const next = order[place + 1]
    if (below === share * total && next !== undefined) return (values[i]! + values[next]!) / 2
    if (below >= share * total) return values[i]!
  }
  return values[order.at(-1)!]!
}
