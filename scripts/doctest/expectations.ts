import { deepStrictEqual } from 'node:assert/strict'
import { inspect } from 'node:util'
import { FenceError } from './fences.ts'

/** Checks what the `// =>` comments of one fence say, while it runs. */
export class Expectations {
  readonly #pending: Set<number>

  /** @param checks - the lines that the run must come by */
  constructor(checks: readonly number[]) {
    this.#pending = new Set(checks)
  }

  /** The value is deeply equal to the expected one, or prints as the comment is written. */
  equal(line: number, actual: unknown, expected: (() => unknown) | undefined, text: string): void {
    this.#pending.delete(line)
    if (squeeze(inspect(actual, { depth: Infinity, breakLength: Infinity, maxArrayLength: Infinity })) === squeeze(text)) return
    if (!expected) throw new FenceError(line, `expected ${text}, got ${inspect(actual)}`)
    try {
      deepStrictEqual(actual, refine(expected(), actual, tolerancesOf(text)))
    } catch (error) {
      throw new FenceError(line, error instanceof Error ? error.message : String(error), error)
    }
  }

  /** The expression throws, or rejects with, an error of this code or this name. */
  async throws(line: number, run: () => Promise<unknown>, expected: string): Promise<void> {
    this.#pending.delete(line)
    const outcome = await run().then(
      (value) => `the value ${inspect(value)}`,
      (error) => (error.code === expected || error.name === expected ? undefined : `${error.code ?? error.name}: ${error.message}`),
    )
    if (outcome !== undefined) throw new FenceError(line, `expected ${expected} to be thrown, got ${outcome}`)
  }

  /** Throws unless the run came by every check. */
  finish(): void {
    const [line] = this.#pending
    if (line !== undefined) throw new FenceError(line, 'this // => was never reached')
  }
}

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').replace(/ ?([[\]{}]) ?/g, '$1')

/** How far a value may be from each number that is written with decimals: half a unit of its last digit. */
function tolerancesOf(text: string): ReadonlyMap<number, number> {
  const tolerances = new Map<number, number>()
  for (const [literal, decimals = '', exponent = '0'] of text.matchAll(/\d*\.(\d+)(?:e([+-]?\d+))?/gi)) {
    tolerances.set(Number(literal), 0.5000001 * 10 ** (Number(exponent) - decimals.length))
  }
  return tolerances
}

/** The expected value with the actual number wherever that rounds to the one written, and without insisting on `Object.prototype`. */
function refine(expected: unknown, actual: unknown, tolerances: ReadonlyMap<number, number>): unknown {
  const again = (value: unknown, other: unknown) => refine(value, other, tolerances)
  if (typeof expected === 'number' && typeof actual === 'number') {
    const tolerance = tolerances.get(Math.abs(expected))
    return tolerance !== undefined && Math.abs(expected - actual) <= tolerance ? actual : expected
  }
  if (isFloats(expected) && isFloats(actual)) return expected.map((value, index) => again(value, actual[index]) as number)
  if (Array.isArray(expected) && Array.isArray(actual)) return expected.map((value, index) => again(value, actual[index]))
  if (expected instanceof Map && actual instanceof Map) {
    return new Map(Array.from(expected, ([key, value]) => [key, again(value, actual.get(key))]))
  }
  if (isPlain(expected) && isPlain(actual)) {
    const entries = Object.entries(expected).map(([key, value]) => [key, again(value, actual[key])])
    return Object.assign(Object.create(Object.getPrototypeOf(actual)), Object.fromEntries(entries))
  }
  return expected
}

const isFloats = (value: unknown): value is Float64Array | Float32Array => value instanceof Float64Array || value instanceof Float32Array

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value))
}
