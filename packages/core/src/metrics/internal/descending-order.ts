/** Which 32-bit half of a double holds its sign and exponent: the second on little-endian machines. */
const upper = new Uint8Array(Uint16Array.of(1).buffer)[0]!
const lower = 1 - upper
const digitBits = 11
const digitMask = (1 << digitBits) - 1
const shifts = [0, digitBits, 2 * digitBits]

/** Pairs of words whose unsigned order is the descending order of the scores; -0 and 0 have equal words. */
function descendingKeys(score: Float64Array): Uint32Array {
  const words = new Uint32Array(score.map((value) => value + 0).buffer)
  for (let at = 0; at < words.length; at += 2) {
    const top = words[at + upper]!
    if (top >>> 31 === 1) continue
    words[at + upper] = ~top & 0x7fff_ffff
    words[at + lower] = ~words[at + lower]!
  }
  return words
}

/** Rows in descending order of score, rows of equal scores in their own order: a radix sort, least digit first. */
export function descendingOrder(score: Float64Array): Uint32Array {
  const rows = score.length
  const keys = descendingKeys(score)
  const next = new Uint32Array(digitMask + 1)
  let order = new Uint32Array(rows)
  let sorted = new Uint32Array(rows)
  for (let row = 0; row < rows; row++) order[row] = row
  for (const half of [lower, upper]) {
    for (const shift of shifts) {
      next.fill(0)
      for (let row = 0; row < rows; row++) next[(keys[2 * row + half]! >>> shift) & digitMask]!++
      if (next[(keys[half]! >>> shift) & digitMask] === rows) continue
      let start = 0
      for (let digit = 0; digit <= digitMask; digit++) {
        const count = next[digit]!
        next[digit] = start
        start += count
      }
      for (let i = 0; i < rows; i++) {
        const row = order[i]!
        sorted[next[(keys[2 * row + half]! >>> shift) & digitMask]!++] = row
      }
      ;[order, sorted] = [sorted, order]
    }
  }
  return order
}
