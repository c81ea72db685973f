const bits = new Int32Array(1)
const float = new Float32Array(bits.buffer)

/** A 32-bit integer for the bits of a float32, in the order of the numbers; -0 is one below 0, and its own inverse turns the integer into the bits. */
export const orderedKey = (floatBits: number): number => floatBits ^ ((floatBits >> 31) & 0x7fffffff)

/** The key of the float32 nearest to a number. */
export function keyOf(value: number): number {
  float[0] = value
  return orderedKey(bits[0]!)
}

/** The float32 of a key. */
export function floatOf(key: number): number {
  bits[0] = orderedKey(key)
  return float[0]!
}

/** Room for sorting keys. */
export interface KeyBuffers {
  readonly keys: Int32Array
  readonly spare: Int32Array
}

const radixBits = 11
const radix = 1 << radixBits
const counts = new Int32Array(3 * radix)

/** Sorts the first `length` keys; what is sorted is returned and lies in one of the two buffers. */
export function sortKeys({ keys, spare }: KeyBuffers, length: number): Int32Array {
  if (length < 1500) return keys.subarray(0, length).sort()
  counts.fill(0)
  for (let i = 0; i < length; i++) {
    const key = keys[i]! ^ 0x80000000
    counts[key & (radix - 1)]!++
    counts[radix + ((key >>> radixBits) & (radix - 1))]!++
    counts[2 * radix + (key >>> (2 * radixBits))]!++
  }
  let from = keys
  let to = spare
  for (let pass = 0; pass < 3; pass++) {
    if (!startsOf(counts.subarray(pass * radix, (pass + 1) * radix), length)) continue
    scatter(from, to, { length, shift: pass * radixBits, starts: counts.subarray(pass * radix, (pass + 1) * radix) })
    ;[from, to] = [to, from]
  }
  return from.subarray(0, length)
}

/** Turns counts into starts; false where all keys have the same digit. */
function startsOf(digits: Int32Array, length: number): boolean {
  let start = 0
  for (let digit = 0; digit < radix; digit++) {
    const count = digits[digit]!
    if (count === length) return false
    digits[digit] = start
    start += count
  }
  return true
}

interface Pass {
  readonly length: number
  readonly shift: number
  readonly starts: Int32Array
}

function scatter(from: Int32Array, to: Int32Array, { length, shift, starts }: Pass): void {
  for (let i = 0; i < length; i++) {
    const key = from[i]!
    const digit = ((key ^ 0x80000000) >>> shift) & (radix - 1)
    to[starts[digit]!++] = key
  }
}
