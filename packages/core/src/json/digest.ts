import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'
import type { Json } from './json.ts'

/**
 * A SHA-256 digest in 64 lower-case hexadecimal digits, with its algorithm in front.
 *
 * @category JSON
 * @since 0.1.0
 */
export type Digest = `sha256:${string}`

/**
 * Digests bytes, or the UTF-8 bytes of a text.
 *
 * @param content - all of the content
 * @returns the SHA-256 digest
 * @see https://csrc.nist.gov/pubs/fips/180-4/upd1/final
 * @example
 * ```ts
 * import { digestBytes } from '@millrace/core'
 *
 * digestBytes('abc') // => 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
 * ```
 * @category JSON
 * @since 0.1.0
 */
export function digestBytes(content: Uint8Array | string): Digest {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`
}

/**
 * Digests a JSON value by its canonical text: key order and spelling of numbers do not matter.
 *
 * @param value - JSON, as {@link canonicalJson} takes it
 * @returns the SHA-256 digest of the UTF-8 bytes of the canonical text
 * @throws MillraceError `E_JSON_UNSUPPORTED` as {@link canonicalJson}
 * @example
 * ```ts
 * import { digestJson } from '@millrace/core'
 *
 * digestJson({ a: 1, b: 2 }) === digestJson({ b: 2.0, a: 1 }) // => true
 * ```
 * @category JSON
 * @since 0.1.0
 */
export function digestJson(value: Json): Digest {
  return digestBytes(canonicalJson(value))
}
