import { MillraceError } from '../errors/millrace-error.ts'
import { maximumJsonDepth } from './canonical-json.ts'
import type { Json } from './json.ts'
import { scanJson } from './scan-json.ts'

/**
 * Limits of {@link parseJson}.
 *
 * @category JSON
 * @since 0.1.0
 */
export interface ParseJsonOptions {
  /** What is read, for messages: a path, a request. @defaultValue 'JSON' */
  readonly name?: string
  /** Most UTF-8 bytes. @defaultValue 16 MiB (16,777,216) */
  readonly maxBytes?: number
  /** Most levels of arrays and objects, from 0 to 256. @defaultValue 64 */
  readonly maxDepth?: number
}

/**
 * Reads JSON that may come from anyone.
 *
 * Size, grammar, depth and keys are checked first, in one pass without recursion. Stricter than `JSON.parse`, so that one document means
 * the same to every reader (I-JSON, RFC 7493): a key that stands twice in one object, half a surrogate pair and a number that overflows are
 * refused. Integers beyond 2^53 are rounded. A key `__proto__` becomes a plain own property and changes no prototype; copy such objects by
 * spreading, never by `Object.assign`.
 *
 * @param source - the text, or its UTF-8 bytes, which may start with a byte order mark
 * @returns the value; {@link canonicalJson} can write it
 * @throws MillraceError `E_JSON_TOO_LARGE`, `E_JSON_SYNTAX`, `E_JSON_TOO_DEEP`, `E_JSON_DUPLICATE_KEY` or `E_JSON_NUMBER`; all but the
 *   first with line, column and offset
 * @see https://www.rfc-editor.org/rfc/rfc7493
 * @example
 * ```ts
 * import { parseJson } from '@millrace/core'
 *
 * parseJson('{"amount": [128, null]}', { maxBytes: 1000, maxDepth: 2 }) // => { amount: [128, null] }
 * ```
 * @category JSON
 * @since 0.1.0
 */
export function parseJson(
  source: string | Uint8Array,
  { name = 'JSON', maxBytes = 16_777_216, maxDepth = 64 }: ParseJsonOptions = {},
): Json {
  const bytes = typeof source === 'string' ? Buffer.byteLength(source) : source.byteLength
  if (bytes > maxBytes) {
    throw new MillraceError({
      code: 'E_JSON_TOO_LARGE',
      message: `${name} has ${bytes} bytes; at most ${maxBytes} are read`,
      details: { name, bytes, maxBytes },
    })
  }
  const text = typeof source === 'string' ? source : decode(source, name)
  const fail = (code: `E_JSON_${string}`, reason: string, offset: number) => {
    throw faultAt(text, { name, code, reason, offset })
  }
  const half = text.search(/\p{Surrogate}/u)
  if (half >= 0) fail('E_JSON_SYNTAX', 'half a surrogate pair', half)
  scanJson(text, { maxDepth: Math.min(maxDepth, maximumJsonDepth), fail })
  return JSON.parse(text) as Json
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new MillraceError({ code: 'E_JSON_SYNTAX', message: `${name} is not UTF-8 text; save it as UTF-8`, details: { name }, cause })
  }
}

interface Fault {
  readonly name: string
  readonly code: `E_JSON_${string}`
  readonly reason: string
  readonly offset: number
}

function faultAt(text: string, { name, code, reason, offset }: Fault): MillraceError {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/)
  const line = lines.length
  const column = lines.at(-1)!.length + 1
  const found = offset < text.length ? `, found ${JSON.stringify(String.fromCodePoint(text.codePointAt(offset)!))}` : ''
  return new MillraceError({
    code,
    message: `${name}, line ${line}, column ${column}: ${reason}${code === 'E_JSON_SYNTAX' ? found : ''}`,
    details: { name, line, column, offset },
  })
}
