import { MillraceError } from '../errors/millrace-error.ts'
import type { Json } from '../json/json.ts'

/**
 * An array kept beside a graph's JSON.
 *
 * @category Graph
 * @since 0.1.0
 */
export type SideArray = Float64Array | Int32Array | Uint8Array

/** Arrays up to this length stay in the JSON. */
const inlineLength = 256

/** Collects the arrays that are too long for the JSON. */
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
  const raw = (name: string, values: SideArray) => {
    arrays.set(name, values)
    return { array: name }
  }
  return {
    arrays,
    raw,
    numbers: (name, values) => (values.length > inlineLength ? raw(name, values) : Array.from(values, (value) => (Number.isNaN(value) ? null : value))),
    strings: (name, values) => (values.length > inlineLength ? raw(name, new TextEncoder().encode(JSON.stringify(values))) : values),
  }
}

/** Finds arrays by the references in a graph's JSON; each failure is a typed error. */
export interface ArrayReader {
  numbers(value: readonly (number | null)[] | { readonly array: string }): Float64Array
  strings(value: readonly string[] | { readonly array: string }): readonly string[]
  raw<T extends SideArray>(value: { readonly array: string }, type: abstract new (...args: never[]) => T): T
}

/** Reads from the given arrays. */
export function arrayReader(arrays: ReadonlyMap<string, SideArray>): ArrayReader {
  const raw = <T extends SideArray>({ array }: { readonly array: string }, type: abstract new (...args: never[]) => T): T => {
    const found = arrays.get(array)
    if (found instanceof type) return found
    throw invalid(found === undefined ? `the array '${array}' is missing` : `the array '${array}' is of another type than its use needs`)
  }
  return {
    raw,
    numbers: (value) => ('array' in value ? raw(value, Float64Array) : Float64Array.from(value, (one) => one ?? Number.NaN)),
    strings(value) {
      if (!('array' in value)) return value
      const parsed = parse(raw(value, Uint8Array), value.array)
      if (!Array.isArray(parsed) || !parsed.every((one) => typeof one === 'string')) throw invalid(`the array '${value.array}' does not hold strings`)
      return parsed
    },
  }
}

function parse(bytes: Uint8Array, name: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw invalid(`the array '${name}' is not JSON text`, cause)
  }
}

/** The error of every structural check of a graph. */
export function invalid(message: string, cause?: unknown): MillraceError {
  return new MillraceError({ code: 'E_GRAPH_INVALID', message: `graph: ${message}`, cause })
}
