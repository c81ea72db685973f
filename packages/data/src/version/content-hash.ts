import { createHash } from 'node:crypto'

/**
 * How a pointer names content: `md5` is the MD5 of the bytes (DVC 3), `md5-dos2unix` that of a text's bytes with CRLF read as LF (DVC 2).
 *
 * @category Versions
 * @since 0.1.0
 */
export type HashKind = 'md5' | 'md5-dos2unix'

/** A hash that is fed by blocks of `blockSize` bytes. */
export interface ContentHash {
  update(block: Buffer): void
  /** The digest so far, in lower-case hexadecimal; no block can follow. */
  hex(): string
}

export function createContentHash(kind: HashKind): ContentHash {
  const hash = createHash('md5')
  return {
    update: (block) => void hash.update(kind === 'md5-dos2unix' && isText(block) ? dosToUnix(block) : block),
    hex: () => hash.digest('hex'),
  }
}

const textSampleSize = 512
const textLimit = 0.3

/** DVC 2's guess, made anew for each block from its first bytes: no NUL, and at most 30 % outside printable ASCII. */
function isText(block: Buffer): boolean {
  const sample = block.subarray(0, textSampleSize)
  let others = 0
  for (const byte of sample) {
    if (byte === 0) return false
    if (!isTextByte(byte)) others++
  }
  return others / sample.length <= textLimit
}

/** Printable ASCII, line feed, carriage return, tab, form feed, backspace. */
function isTextByte(byte: number): boolean {
  return (byte >= 0x20 && byte <= 0x7e) || (byte >= 0x08 && byte <= 0x0d && byte !== 0x0b)
}

/** A copy in which CRLF is LF; a CR that ends the block stays, as in DVC. */
function dosToUnix(block: Buffer): Buffer {
  const copy = Buffer.allocUnsafe(block.length)
  let length = 0
  for (let index = 0; index < block.length; index++) {
    if (block[index] === 0x0d && block[index + 1] === 0x0a) continue
    copy[length++] = block[index]!
  }
  return copy.subarray(0, length)
}
