import { floatOf } from './float-keys.ts'

const largest = 3.4028234663852886e38

/**
 * A float32 that parts two float32 values: strictly between them, so that rounding to float32 and the choice between < and <= change nothing; the lower one itself
 * where they are neighbours and all data are float32 values. NaN where there is none.
 */
function separator(lower: number, upper: number, isExact: boolean): number {
  const middle = Math.fround((Math.max(lower, -largest) + Math.min(upper, largest)) / 2) + 0
  if (middle > lower && middle < upper) return middle
  return isExact && lower >= -largest ? lower : Number.NaN
}

/**
 * Upper ends of at most `most` bins for sorted keys. Where there are few distinct values each has its own bin; otherwise bins hold about equally many rows, and values
 * that fill a bin alone have it for themselves.
 */
export function chooseThresholds(
  sorted: Int32Array,
  { most, isExact }: { readonly most: number; readonly isExact: boolean },
): Float64Array {
  const { keys, counts } = distinct(sorted)
  const closes = keys.length <= most ? () => true : balancing(counts, sorted.length, most)
  const thresholds: number[] = []
  let inBin = 0
  for (let i = 0; i + 1 < keys.length && thresholds.length < most - 1; i++) {
    inBin += counts[i]!
    if (!closes(i, inBin)) continue
    const threshold = separator(floatOf(keys[i]!), floatOf(keys[i + 1]!), isExact)
    if (Number.isNaN(threshold)) continue
    thresholds.push(threshold)
    inBin = 0
  }
  return Float64Array.from(thresholds)
}

interface Distinct {
  readonly keys: Int32Array
  readonly counts: Int32Array
}

function distinct(sorted: Int32Array): Distinct {
  let count = 0
  for (let i = 0; i < sorted.length; i++) count += Number(i === 0 || sorted[i] !== sorted[i - 1])
  const keys = new Int32Array(count)
  const counts = new Int32Array(count)
  let at = -1
  for (let i = 0; i < sorted.length; i++) {
    const key = sorted[i]!
    if (at < 0 || key !== keys[at]) keys[++at] = key
    counts[at]!++
  }
  return { keys, counts }
}

/**
 * Whether a bin ends after a distinct value: when the value is heavy, when the bin holds its share of what the heavy values leave, or half of it before a heavy value.
 *
 * @see Ke et al., LightGBM: A Highly Efficient Gradient Boosting Decision Tree, 2017, whose reference implementation balances bins in this way
 */
function balancing(counts: Int32Array, rows: number, most: number): (index: number, inBin: number) => boolean {
  const heavyFrom = rows / most
  let restRows = rows
  let restBins = most
  for (const count of counts) {
    if (count < heavyFrom) continue
    restRows -= count
    restBins--
  }
  let share = restRows / Math.max(1, restBins)
  return (index, inBin) => {
    const isHeavy = counts[index]! >= heavyFrom
    const closes = isHeavy || inBin >= share || (counts[index + 1]! >= heavyFrom && inBin >= Math.max(1, share / 2))
    if (!isHeavy) restRows -= counts[index]!
    if (closes && !isHeavy) share = restRows / Math.max(1, --restBins)
    return closes
  }
}
