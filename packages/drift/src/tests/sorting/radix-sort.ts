const digitBits = 11
const buckets = 1 << digitBits
/** Where the digits of a half begin: three of 11, 11 and 10 bits. */
const shifts = [0, digitBits, 2 * digitBits]
/** Which 32-bit half of a double holds its sign, by the byte order of the machine. */
const upper = new Uint32Array(new Float64Array([-1]).buffer)[1] === 0 ? 0 : 1
const lower = 1 - upper
/** So many moves a value insertion may take before the lower halves are sorted too. */
const mostMoves = 4

/**
 * Sorts numbers in place and returns them. There must be no NaN, and no -0.
 *
 * The upper halves of the doubles (sign, exponent and 20 bits of the mantissa) are sorted by three digits, the least significant first, which brings
 * most columns nearly into order, and insertion does the rest; where many values share their upper half (all beside 1e9, say), both halves are
 * sorted.
 *
 * @param values - what is sorted
 * @param scratch - room for as many values, whose content is lost
 */
export function radixSort(values: Float64Array, scratch: Float64Array): Float64Array {
  sortByHalf(values, { scratch, half: upper })
  if (insertionSort(values, mostMoves * values.length)) return values
  sortByHalf(values, { scratch, half: lower })
  sortByHalf(values, { scratch, half: upper })
  return values
}

interface Half {
  readonly scratch: Float64Array
  readonly half: number
}

/** Stable. A digit that all values share needs no pass. */
function sortByHalf(values: Float64Array, { scratch, half }: Half): void {
  const { length } = values
  const starts = countDigits(values, half)
  let from = values
  let to = scratch.subarray(0, length)
  shifts.forEach((shift, digit) => {
    const start = starts.subarray(digit * buckets, (digit + 1) * buckets)
    if (!countsToStarts(start, length)) return
    scatter(from, to, { start, half, shift })
    ;[from, to] = [to, from]
  })
  if (from !== values) values.set(from)
}

const wordsOf = (values: Float64Array) => new Int32Array(values.buffer, values.byteOffset, 2 * values.length)

/** Which bits of a half are read inverted, beside all those of negative numbers: the sign, so that the order of bits is that of numbers. */
const flipped = (half: number) => (half === upper ? -0x80000000 : 0)

/** How often each digit occurs, digit by digit. */
function countDigits(values: Float64Array, half: number): Uint32Array {
  const counts = new Uint32Array(3 * buckets)
  const words = wordsOf(values)
  const flip = flipped(half)
  for (let i = 0; i < words.length; i += 2) {
    const key = words[i + half]! ^ ((words[i + upper]! >> 31) | flip)
    counts[key & 2047]!++
    counts[buckets + ((key >>> 11) & 2047)]!++
    counts[2 * buckets + (key >>> 22)]!++
  }
  return counts
}

/** Turns counts into first positions; false where all values share one digit. */
function countsToStarts(counts: Uint32Array, length: number): boolean {
  let start = 0
  for (let digit = 0; digit < buckets; digit++) {
    const count = counts[digit]!
    if (count === length) return false
    counts[digit] = start
    start += count
  }
  return true
}

interface Pass {
  readonly start: Uint32Array
  readonly half: number
  readonly shift: number
}

function scatter(from: Float64Array, to: Float64Array, { start, half, shift }: Pass): void {
  const words = wordsOf(from)
  const flip = flipped(half)
  for (let i = 0; i < from.length; i++) {
    const key = words[2 * i + half]! ^ ((words[2 * i + upper]! >> 31) | flip)
    to[start[(key >>> shift) & 2047]!++] = from[i]!
  }
}

/** Whether nearly sorted values are sorted after so many moves. */
function insertionSort(values: Float64Array, moves: number): boolean {
  let left = moves
  let greatest = values[0]!
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!
    if (value >= greatest) {
      greatest = value
      continue
    }
    let j = i
    while (j > 0 && values[j - 1]! > value) {
      values[j] = values[j - 1]!
      j--
    }
    values[j] = value
    left -= i - j
    if (left < 0) return false
  }
  return true
}
