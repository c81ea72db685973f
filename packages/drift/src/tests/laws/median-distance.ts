/** The median distance of two of the ascending values; their mean distance where more than half are equal; 0 where all are. */
export function medianDistance(sorted: Float64Array): number {
  const count = sorted.length
  const pairs = (count * (count - 1)) / 2
  let low = 0
  let high = sorted[count - 1]! - sorted[0]!
  if (pairsWithin(sorted, 0) * 2 >= pairs) return meanDistance(sorted)
  for (let step = 0; step < 60 && low < high; step++) {
    const middle = low + (high - low) / 2
    if (pairsWithin(sorted, middle) * 2 >= pairs) high = middle
    else low = middle
  }
  return high
}

/** How many pairs are at most so far apart. */
function pairsWithin(sorted: Float64Array, distance: number): number {
  let within = 0
  let first = 0
  for (let i = 0; i < sorted.length; i++) {
    while (sorted[i]! - sorted[first]! > distance) first++
    within += i - first
  }
  return within
}

function meanDistance(sorted: Float64Array): number {
  const count = sorted.length
  const sum = sorted.reduce((total, value, i) => total + (value - sorted[0]!) * (2 * i - count + 1), 0)
  return count < 2 ? 0 : sum / ((count * (count - 1)) / 2)
}
