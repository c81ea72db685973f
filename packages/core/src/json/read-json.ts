import type { Json } from './json.ts'

/** Takes a value of a document as a `T`, or throws at the first thing that is wrong; undefined stands for a missing member. */
export type JsonReader<out T> = (value: Json | undefined) => T

/** Why a value is refused; its place is completed on the way out. */
class Mismatch {
  readonly reason: string
  readonly path: (string | number)[] = []

  constructor(reason: string) {
    this.reason = reason
  }
}

/**
 * Reads a document that may come from anyone. It ends at the first fault, so that a document of faults costs no more than its size.
 *
 * @param document - JSON
 * @param read - what it should be
 * @param invalid - makes the error, from a text that begins with the place
 */
export function readJson<T>(document: Json, read: JsonReader<T>, invalid: (fault: string) => Error): T {
  try {
    return read(document)
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error
    const place = error.path.reverse().join('.')
    throw invalid(`${place === '' ? 'the document' : `'${place.slice(0, 200)}'`} ${error.reason}`)
  }
}

/** Refuses the value that is being read. */
export function mismatch(reason: string): never {
  throw new Mismatch(reason)
}

/** Reads a part, so that a fault in it names the step that leads to it. */
export function within<T>(step: string | number, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof Mismatch) error.path.push(step)
    throw error
  }
}

/** Any value that is there. */
export const anything: JsonReader<Json> = (value) => (value === undefined ? mismatch('is missing') : value)

/** A string of at least so many and at most so many UTF-16 units. */
export const text =
  (least = 0, most = Number.POSITIVE_INFINITY): JsonReader<string> =>
  (value) => {
    if (typeof value !== 'string') return mismatch('is not a string')
    if (value.length < least) return mismatch(`is shorter than ${least} characters`)
    return value.length > most ? mismatch(`is longer than ${most} characters`) : value
  }

/** A string of one form. */
export const matching =
  (pattern: RegExp): JsonReader<string> =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? value : mismatch(`is not a string of the form ${pattern.source}`)

/** One of these values. */
export const oneOf =
  <const T extends string | number>(...values: readonly T[]): JsonReader<T> =>
  (value) =>
    values.find((one) => one === value) ?? mismatch(`is not ${values.map((one) => JSON.stringify(one)).join(' or ')}`)

/** A finite number. */
export const number: JsonReader<number> = (value) => (Number.isFinite(value) ? (value as number) : mismatch('is not a finite number'))

/** An integer from 0 on. */
export const index: JsonReader<number> = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : mismatch('is not an integer from 0 on')

/** null, or what the reader takes. */
export const nullable =
  <T>(read: JsonReader<T>): JsonReader<T | null> =>
  (value) =>
    value === null ? null : read(value)

/** An array of up to so many elements. */
export const list =
  <T>(read: JsonReader<T>, most = Number.POSITIVE_INFINITY): JsonReader<readonly T[]> =>
  (value) => {
    if (!Array.isArray(value)) return mismatch('is not an array')
    if (value.length > most) return mismatch(`has ${value.length} elements; at most ${most} are allowed`)
    return value.map((element: Json, i) => within(i, () => read(element)))
  }

/** An object of any keys, as what the reader makes of each member, in order. */
export const entries =
  <T>(read: (key: string) => JsonReader<T>): JsonReader<readonly T[]> =>
  (value) =>
    Object.entries(asObject(value)).map(([key, member]) => within(key, () => read(key)(member)))

/** An object of any keys; returned as it is. */
export const record =
  <T extends Json>(read: JsonReader<T>): JsonReader<Readonly<Record<string, T>>> =>
  (value) => {
    for (const [key, member] of Object.entries(asObject(value))) within(key, () => read(member))
    return value as Readonly<Record<string, T>>
  }

/** How {@link object} treats members that it does not know. */
export interface ObjectReaderOptions {
  /** @defaultValue 'refused' */
  readonly others?: 'refused' | 'ignored'
}

/** An object of these members. */
export const object =
  <T extends object>(
    members: { readonly [K in keyof T]: JsonReader<T[K]> },
    { others = 'refused' }: ObjectReaderOptions = {},
  ): JsonReader<T> =>
  (value) => {
    const given = asObject(value)
    const unknown = others === 'refused' ? Object.keys(given).find((key) => !Object.hasOwn(members, key)) : undefined
    if (unknown !== undefined) within(unknown, () => mismatch('is not a known member'))
    const readers = Object.entries(members) as [string, JsonReader<unknown>][]
    return Object.fromEntries(readers.map(([key, read]) => [key, within(key, () => read(member(given, key)))])) as T
  }

/** The value as an object of unknown members. */
export function asObject(value: Json | undefined): Readonly<Record<string, Json>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return mismatch('is not an object')
  return value as Readonly<Record<string, Json>>
}

/** A member by its name; undefined where the object has none of its own. */
export function member(object: Readonly<Record<string, Json>>, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}
