/** Rows for more values than a process will see. */
const mostRows = 53

/**
 * The latest values as buckets of 1, 2, 4 … values, few of each size: row r has buckets of 2^r values, the oldest first.
 *
 * @see https://doi.org/10.1137/S0097539701398363 (M. Datar and others, Maintaining stream statistics over sliding windows, 2002)
 */
export interface ExponentialHistogram {
  /** Places of a row: one more than may stay. */
  readonly places: number
  /** Rows in use. */
  rows: number
  /** Buckets of each row. */
  readonly used: Int32Array
  /** Sum of each bucket, and of its squares about its mean. */
  readonly totals: Float64Array
  readonly bucketSquares: Float64Array
  /** Values, their sum, and the sum of their squares about the mean. */
  length: number
  total: number
  squares: number
}

/** As JSON: the rows in use, from buckets of one value on. */
export interface SavedHistogram {
  readonly total: number
  readonly squares: number
  readonly buckets: readonly { readonly totals: readonly number[]; readonly squares: readonly number[] }[]
}

export function createHistogram(maxBuckets: number): ExponentialHistogram {
  const places = maxBuckets + 1
  return {
    places,
    rows: 1,
    used: new Int32Array(mostRows),
    totals: new Float64Array(mostRows * places),
    bucketSquares: new Float64Array(mostRows * places),
    length: 0,
    total: 0,
    squares: 0,
  }
}

/** Takes a value; of a row that is full the two oldest buckets become one of the next row. */
export function insert(histogram: ExponentialHistogram, value: number): void {
  const { used, totals, bucketSquares, places, length } = histogram
  if (length > 0) histogram.squares += (length * (value - histogram.total / length) ** 2) / (length + 1)
  histogram.length = length + 1
  histogram.total += value
  append(histogram, 0, value, 0)
  for (let row = 0; used[row] === places && row + 1 < mostRows; row++) {
    const first = row * places
    const between = squaresBetween(2 ** row, totals[first]!, 2 ** row, totals[first + 1]!)
    append(histogram, row + 1, totals[first]! + totals[first + 1]!, bucketSquares[first]! + bucketSquares[first + 1]! + between)
    remove(histogram, row, 2)
  }
}

/** Forgets the oldest bucket. */
export function dropOldest(histogram: ExponentialHistogram): void {
  const row = histogram.rows - 1
  const size = 2 ** row
  const total = histogram.totals[row * histogram.places]!
  const squares = histogram.bucketSquares[row * histogram.places]!
  const left = histogram.length - size
  histogram.length = left
  histogram.total -= total
  const between = left === 0 ? 0 : squaresBetween(size, total, left, histogram.total)
  histogram.squares = Math.max(0, histogram.squares - squares - between)
  remove(histogram, row, 1)
  while (histogram.rows > 1 && histogram.used[histogram.rows - 1] === 0) histogram.rows--
}

export function saveHistogram({ rows, used, places, totals, bucketSquares, total, squares }: ExponentialHistogram): SavedHistogram {
  const buckets = Array.from({ length: rows }, (_, row) => {
    const [from, to] = [row * places, row * places + used[row]!]
    return { totals: [...totals.subarray(from, to)], squares: [...bucketSquares.subarray(from, to)] }
  })
  return { total, squares, buckets }
}

/** The histogram, or what does not fit together. */
export function readHistogram({ total, squares, buckets }: SavedHistogram, maxBuckets: number): ExponentialHistogram | string {
  if (buckets.length === 0) return 'has no row of buckets'
  if (buckets.length > 1 && buckets.at(-1)!.totals.length === 0) return 'has an empty last row of buckets'
  const histogram = createHistogram(maxBuckets)
  for (const [row, { totals, squares }] of buckets.entries()) {
    if (totals.length > maxBuckets || totals.length !== squares.length)
      return `has ${totals.length} totals and ${squares.length} squares in row ${row} of at most ${maxBuckets} buckets`
    histogram.totals.set(totals, row * histogram.places)
    histogram.bucketSquares.set(squares, row * histogram.places)
    histogram.used[row] = totals.length
    histogram.length += totals.length * 2 ** row
  }
  return Object.assign(histogram, { rows: buckets.length, total, squares })
}

function append(histogram: ExponentialHistogram, row: number, total: number, squares: number): void {
  const place = row * histogram.places + histogram.used[row]!++
  histogram.totals[place] = total
  histogram.bucketSquares[place] = squares
  if (row >= histogram.rows) histogram.rows = row + 1
}

function remove({ used, totals, bucketSquares, places }: ExponentialHistogram, row: number, buckets: number): void {
  const first = row * places
  totals.copyWithin(first, first + buckets, first + used[row]!)
  bucketSquares.copyWithin(first, first + buckets, first + used[row]!)
  used[row]! -= buckets
}

/** What the squares of two parts about their own means lack of those about the common mean. */
function squaresBetween(size: number, total: number, otherSize: number, otherTotal: number): number {
  return (size * otherSize * (total / size - otherTotal / otherSize) ** 2) / (size + otherSize)
}
