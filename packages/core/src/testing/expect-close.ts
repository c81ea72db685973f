/**
 * How near two numbers must be.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface ExpectCloseOptions {
  /** Greatest deviation relative to the expected number. */
  readonly rel: number
  /**
   * Greatest absolute deviation that passes whatever the relative one is; for expected numbers near 0.
   *
   * @defaultValue 0
   */
  readonly abs?: number
}

interface Difference {
  readonly path: string
  readonly actual: unknown
  readonly expected: unknown
}

function isClose(actual: number, expected: number, { rel, abs = 0 }: ExpectCloseOptions): boolean {
  if (actual === expected || Object.is(actual, expected)) return true
  return Math.abs(actual - expected) <= Math.max(abs, rel * Math.abs(expected)) && Number.isFinite(expected)
}

function firstDifference({ path, actual, expected }: Difference, options: ExpectCloseOptions): Difference | undefined {
  if (typeof actual === 'number' && typeof expected === 'number') {
    return isClose(actual, expected, options) ? undefined : { path, actual, expected }
  }
  if (typeof actual !== 'object' || typeof expected !== 'object' || actual === null || expected === null) {
    return Object.is(actual, expected) ? undefined : { path, actual, expected }
  }
  for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const difference = firstDifference(
      { path: `${path}.${key}`, actual: Reflect.get(actual, key), expected: Reflect.get(expected, key) },
      options,
    )
    if (difference !== undefined) return difference
  }
  return undefined
}

/**
 * Throws unless numbers, or arrays, typed arrays and records of numbers, agree within a relative tolerance.
 *
 * Numbers agree when |actual - expected| <= max(abs, rel |expected|); NaN agrees with NaN, an infinity with itself, 0 with -0. Other values
 * must be the same. Array and typed array with equal elements agree.
 *
 * @param actual - what was computed
 * @param expected - what it should be
 * @param options - the tolerances
 * @throws Error naming the place and both values where they differ
 * @example
 * ```ts
 * import { expectClose } from '@millrace/core/testing'
 *
 * expectClose([0.1 + 0.2], [0.3], { rel: 1e-15 })
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function expectClose(actual: unknown, expected: unknown, options: ExpectCloseOptions): void {
  const difference = firstDifference({ path: 'value', actual, expected }, options)
  if (difference === undefined) return
  const { path } = difference
  const bound = `rel ${options.rel}${options.abs === undefined ? '' : `, abs ${options.abs}`}`
  throw new Error(`expectClose: ${path} is ${String(difference.actual)}, expected ${String(difference.expected)} (${bound})`)
}
