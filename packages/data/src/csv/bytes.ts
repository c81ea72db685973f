/** Byte values that give a file its structure. */
export const tab = 9
export const lineFeed = 10
export const carriageReturn = 13
export const space = 32
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
