import { MillraceError } from '../errors/millrace-error.ts'
import type { Json } from '../json/json.ts'
import { type JsonReader, list, mismatch, nullable, number, object, text } from '../json/read-json.ts'

/**
 * An array kept beside a graph's JSON.
 *
 * @category Graph
 * @since 0.1.0
 */
export type SideArray = Float64Array | Int32Array | Uint8Array

/** Arrays up to this length stay in the JSON. */
const inlineLength = 256

/** Collects the arrays that are too long for the JSON; an array that is given twice keeps its first name. */
export interface SideArrays {
  /** The arrays by name. */
  readonly arrays: ReadonlyMap<string, SideArray>
  numbers(name: string, values: Float64Array): Json
  strings(name: string, values: readonly string[]): Json
  raw(name: string, values: SideArray): Json
}

/** Starts empty. */
export function collectArrays(): SideArrays {
  const arrays = new Map<string, SideArray>()
  const known = new Map<SideArray, string>()
  const raw = (name: string, values: SideArray) => {
    const stored = known.get(values) ?? name
    known.set(values, stored)
    arrays.set(stored, values)
    return { array: stored }
  }
  return {
    arrays,
    raw,
    numbers: (name, values) =>
      values.length > inlineLength ? raw(name, values) : Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
    strings: (name, values) => (values.length > inlineLength ? raw(name, new TextEncoder().encode(JSON.stringify(values))) : values),
  }
}

/** Readers of arrays in a graph's JSON or, by name, beside it. */
export interface ArrayReaders {
  /** Finite numbers. */
  readonly numbers: JsonReader<Float64Array>
  /** Finite numbers or null, which is NaN. */
  readonly nullableNumbers: JsonReader<Float64Array>
  readonly strings: JsonReader<readonly string[]>
  readonly float64: JsonReader<Float64Array>
  readonly int32: JsonReader<Int32Array>
  readonly uint8: JsonReader<Uint8Array>
}

const reference = object<{ readonly array: string }>({ array: text() })
const inlineNumbers = list(number)
const inlineNullableNumbers = list(nullable(number))
const inlineStrings = list(text())

/** Reads from the given arrays. */
export function arrayReaders(arrays: ReadonlyMap<string, SideArray>): ArrayReaders {
  const raw =
    <T extends SideArray>(type: abstract new (...args: never[]) => T): JsonReader<T> =>
    (value) => {
      const { array } = reference(value)
      const found = arrays.get(array)
      if (found instanceof type) return found
      return mismatch(found === undefined ? `names the array '${array}', which is missing` : `names the array '${array}' of another type`)
    }
  const float64 = raw(Float64Array)
  const uint8 = raw(Uint8Array)
  const nullableNumbers: JsonReader<Float64Array> = (value) =>
    Array.isArray(value) ? Float64Array.from(inlineNullableNumbers(value), (one) => one ?? Number.NaN) : withoutInfinity(float64(value))
  return {
    float64,
    int32: raw(Int32Array),
    uint8,
    nullableNumbers,
    numbers: (value) => (Array.isArray(value) ? Float64Array.from(inlineNumbers(value)) : withoutNull(withoutInfinity(float64(value)))),
    strings: (value) => inlineStrings(Array.isArray(value) ? value : parse(uint8(value))),
  }
}

function withoutInfinity(values: Float64Array): Float64Array {
  const unbounded = values.includes(Number.POSITIVE_INFINITY) || values.includes(Number.NEGATIVE_INFINITY)
  return unbounded ? mismatch('holds infinity') : values
}

function withoutNull(values: Float64Array): Float64Array {
  return values.includes(Number.NaN) ? mismatch('holds NaN') : values
}

function parse(bytes: Uint8Array): Json {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json
  } catch {
    return mismatch('names an array that is not JSON text')
  }
}

/** The error of every structural check of a graph. */
export function invalid(message: string, cause?: unknown): MillraceError {
  return new MillraceError({ code: 'E_GRAPH_INVALID', message: `graph: ${message}`, cause })
}
