import { createHash } from 'node:crypto'

/** Bytes that begin with the digest of the others, so that a part of them shows. */
export function selfChecking(text: string, padding: number): Uint8Array {
  const rest = Buffer.from(text.padEnd(text.length + padding, '.'))
  return Buffer.concat([createHash('sha256').update(rest).digest(), rest])
}

/** Whether the bytes are all that {@link selfChecking} made. */
export function isWhole(bytes: Uint8Array): boolean {
  return bytes.length >= 32 && createHash('sha256').update(bytes.subarray(32)).digest().equals(bytes.subarray(0, 32))
}
