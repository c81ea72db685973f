import { MillraceError } from '../errors/millrace-error.ts'
import type { Json } from './json.ts'
import { jsonPointer } from './json-pointer.ts'

/** Most levels of arrays and objects that canonical JSON may have. */
export const maximumJsonDepth = 256

/**
 * Writes a value as the one text that canonical JSON (RFC 8785) has for it, so that equal values have equal digests.
 *
 * Keys are sorted by UTF-16 units, numbers are written as ECMAScript writes them (-0 as `0`), no space is added. Nothing is dropped or
 * changed silently: what JSON cannot carry is refused. Only arrays and plain objects are taken; `toJSON` is not called.
 *
 * @param value - JSON of at most 256 levels
 * @returns the text
 * @throws MillraceError `E_JSON_UNSUPPORTED` with the JSON pointer of the place, when a value is NaN, infinite, undefined, a bigint, a
 *   function, a symbol or an object of a class, when a string holds half a surrogate pair, and beyond 256 levels, where every cycle ends
 * @see https://www.rfc-editor.org/rfc/rfc8785
 * @example
 * ```ts
 * import { canonicalJson } from '@millrace/core'
 *
 * canonicalJson({ b: [1e21, -0], a: 'é' }) // => '{"a":"é","b":[1e+21,0]}'
 * ```
 * @category JSON
 * @since 0.1.0
 */
export function canonicalJson(value: Json): string {
  return write(value, [])
}

type Path = (string | number)[]

function write(value: unknown, path: Path): string {
  if (value === null) return 'null'
  switch (typeof value) {
    case 'boolean':
      return String(value)
    case 'number':
      return Number.isFinite(value) ? String(value) : refuse(String(value), path)
    case 'string':
      return quote(value, path)
    case 'object':
      if (path.length >= maximumJsonDepth) refuse(`more than ${maximumJsonDepth} levels, or a cycle,`, path)
      return Array.isArray(value) ? writeArray(value, path) : writeObject(value, path)
    default:
      return refuse(typeof value === 'undefined' ? 'undefined' : `a ${typeof value}`, path)
  }
}

function writeArray(values: readonly unknown[], path: Path): string {
  let text = '['
  for (let index = 0; index < values.length; index++) {
    path.push(index)
    text += `${index === 0 ? '' : ','}${write(values[index], path)}`
    path.pop()
  }
  return `${text}]`
}

function writeObject(value: object, path: Path): string {
  if (!isPlain(value)) refuse(`an object of class ${value.constructor?.name ?? 'unknown'}`, path)
  const members = Object.keys(value)
    .sort()
    .map((key) => {
      path.push(key)
      const member = `${quote(key, path)}:${write((value as Readonly<Record<string, unknown>>)[key], path)}`
      path.pop()
      return member
    })
  return `{${members.join(',')}}`
}

/** Also true for plain objects of another realm. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

const quote = (text: string, path: Path) => (/\p{Surrogate}/u.test(text) ? refuse('half a surrogate pair', path) : JSON.stringify(text))

function refuse(what: string, path: Path): never {
  const place = jsonPointer(path)
  throw new MillraceError({
    code: 'E_JSON_UNSUPPORTED',
    message: `canonicalJson: ${what} at ${place === '' ? 'the root' : place.slice(0, 200)} has no place in JSON; convert or remove it`,
    details: { path: place.slice(0, 1000).replace(/\p{Surrogate}/gu, '\ufffd') },
  })
}
