/** Byte values that give a file its structure. */
const tab = 9
export const lineFeed = 10
export const carriageReturn = 13
const space = 32
export const quote = 34

/** Whether a byte is a space or a tab. */
export function isBlank(byte: number): boolean {
  return byte === space || byte === tab
}

/** Line ends between two offsets: LF, CR LF and a bare CR count once each. */
export function countLineEnds(bytes: Uint8Array, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) {
    if (bytes[at] === lineFeed || (bytes[at] === carriageReturn && bytes[at + 1] !== lineFeed)) count++
  }
  return count
}

/** The offset after the line end that is next, or -1 where there is none, or where a CR at `to` may be half of one. */
export function afterLine(bytes: Uint8Array, from: number, to: number, final: boolean): number {
  for (let at = from; at < to; at++) {
    if (bytes[at] === lineFeed) return at + 1
    if (bytes[at] !== carriageReturn) continue
    if (at + 1 === to) return final ? to : -1
    return bytes[at + 1] === lineFeed ? at + 2 : at + 1
  }
  return -1
}

/**
 * The offset of the delimiter or line end that is next, found four bytes at a time; there is one, and three bytes behind it can be read.
 *
 * @see https://graphics.stanford.edu/~seander/bithacks.html#ValueInWord
 */
export function cellEnd(view: DataView, from: number, delimiter: number): number {
  for (let position = from; ; position++) {
    let ends = 0
    for (; ; position += 4) {
      ends = endsInWord(view.getInt32(position, true), delimiter)
      if (ends !== 0) break
    }
    position += firstMarked(ends)
    const byte = view.getUint8(position)
    if (byte === delimiter || byte === lineFeed || byte === carriageReturn) return position
  }
}

/** Marks, by its high bit, the first byte of a word that is a delimiter or below 14, and perhaps some behind it; 0 where there is none. */
export function endsInWord(word: number, delimiter: number): number {
  const difference = word ^ Math.imul(delimiter, 0x01010101)
  return (((difference - 0x01010101) & ~difference) | ((word - 0x0e0e0e0e) & ~word)) & 0x80808080
}

/** Position, from 0 to 3, of the first byte that is marked. */
export function firstMarked(marks: number): number {
  return (31 - Math.clz32(marks & -marks)) >> 3
}
