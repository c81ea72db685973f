import { isUtf8 } from 'node:buffer'
import { carriageReturn, lineFeed } from './bytes.ts'

/** The offset up to which no character is cut off, at most 3 bytes before `to`. */
export function lastCharacterEnd(bytes: Buffer, from: number, to: number): number {
  for (let at = to - 1; at >= from && at >= to - 3; at--) {
    const byte = bytes[at]!
    if (byte < 0x80) return to
    if (byte >= 0xc0) return at + (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > to ? at : to
  }
  return to
}

/** The start of the first line that is not UTF-8, of bytes that are not. */
export function firstInvalidLine(bytes: Buffer, from: number, to: number): number {
  let start = from
  for (let at = from; at < to; at++) {
    if (bytes[at] !== lineFeed && bytes[at] !== carriageReturn) continue
    if (!isUtf8(bytes.subarray(start, at))) return start
    start = at + 1
  }
  return start
}
