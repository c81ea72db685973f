import type { MillraceError } from '@millrace/core'
import { invalidFile } from '../import-error.ts'

/** What a document holds: as JSON, with typed arrays of numbers as plain arrays. */
export type UbjsonValue = null | boolean | number | string | readonly UbjsonValue[] | { readonly [key: string]: UbjsonValue }

const mostDepth = 64

/** Bytes of each kind of number and how it is read, big-endian. */
const numbers: Readonly<Record<string, readonly [size: number, read: (view: DataView, at: number) => number]>> = {
  i: [1, (view, at) => view.getInt8(at)],
  U: [1, (view, at) => view.getUint8(at)],
  I: [2, (view, at) => view.getInt16(at)],
  l: [4, (view, at) => view.getInt32(at)],
  L: [8, (view, at) => Number(view.getBigInt64(at))],
  d: [4, (view, at) => view.getFloat32(at)],
  D: [8, (view, at) => view.getFloat64(at)],
}

/**
 * Reads a UBJSON document (draft 12, as XGBoost writes it).
 *
 * A count is believed only as far as there are bytes for its elements, and nesting ends at 64 levels, so memory and time are bounded by the size of the file.
 *
 * @see https://ubjson.org/
 */
export function readUbjson(bytes: Uint8Array): UbjsonValue {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let at = 0

  const fail = (problem: string): MillraceError => invalidFile('XGBoost', `byte ${at}`, problem, { offset: at })
  const left = () => bytes.length - at
  const peek = () => (at < bytes.length ? String.fromCharCode(bytes[at]!) : '')
  const mark = () => {
    if (left() === 0) throw fail('the document ends too early')
    return String.fromCharCode(bytes[at++]!)
  }
  const number = (kind: string): number => {
    const known = Object.hasOwn(numbers, kind) ? numbers[kind]! : undefined
    if (known === undefined) throw fail(`the mark ${JSON.stringify(kind)} stands where a number is needed`)
    const [size, read] = known
    if (left() < size) throw fail('the document ends within a number')
    at += size
    return read(view, at - size)
  }
  const length = (leastSize: number): number => {
    const count = number(mark())
    if (!(Number.isInteger(count) && count >= 0 && count <= left() / leastSize))
      throw fail(`a length of ${count} is more than the document holds`)
    return count
  }
  const text = (): string => {
    const size = length(1)
    at += size
    try {
      return decoder.decode(bytes.subarray(at - size, at))
    } catch {
      throw fail('a text is not UTF-8')
    }
  }
  const array = (depth: number): UbjsonValue[] => {
    let kind: string | null = null
    if (peek() === '$') {
      at++
      kind = mark()
      if (!Object.hasOwn(numbers, kind)) throw fail(`an array of ${JSON.stringify(kind)} is not read; arrays with a type are of numbers`)
      if (peek() !== '#') throw fail('an array with a type has no length')
    }
    if (peek() === '#') {
      at++
      const count = length(kind === null ? 1 : numbers[kind]![0])
      return Array.from({ length: count }, () => (kind === null ? value(mark(), depth + 1) : number(kind)))
    }
    const found: UbjsonValue[] = []
    while (peek() !== ']') found.push(value(mark(), depth + 1))
    at++
    return found
  }
  const object = (depth: number): UbjsonValue => {
    const found = new Map<string, UbjsonValue>()
    while (peek() !== '}') {
      const key = text()
      if (found.has(key)) throw fail(`the key ${JSON.stringify(key.slice(0, 100))} stands twice in one object`)
      found.set(key, value(mark(), depth + 1))
    }
    at++
    return Object.fromEntries(found)
  }
  const value = (kind: string, depth: number): UbjsonValue => {
    if (depth > mostDepth) throw fail(`values are nested more than ${mostDepth} deep`)
    if (Object.hasOwn(numbers, kind)) return number(kind)
    if (kind === '{') return object(depth)
    if (kind === '[') return array(depth)
    if (kind === 'S') return text()
    if (kind === 'T' || kind === 'F') return kind === 'T'
    if (kind === 'Z') return null
    throw fail(`the mark ${JSON.stringify(kind)} is not known`)
  }

  const document = value(mark(), 0)
  if (left() > 0) throw fail('something follows the end of the document')
  return document
}
