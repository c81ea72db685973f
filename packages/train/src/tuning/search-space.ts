/**
 * What a choice can be of.
 *
 * @category Tuning
 * @since 0.1.0
 */
export type Scalar = string | number | boolean | null

/**
 * A number to be searched, by the scale on which it is drawn evenly.
 *
 * @category Tuning
 * @since 0.1.0
 */
export interface NumberDimension {
  /** A number. */
  readonly kind: 'number'
  /** The least value. */
  readonly low: number
  /** The greatest value. */
  readonly high: number
  /** Whether equal ratios, rather than equal differences, are equally likely. */
  readonly log: boolean
  /** Whether values are whole. */
  readonly integer: boolean
}

/**
 * One of several values.
 *
 * @category Tuning
 * @since 0.1.0
 */
export interface ChoiceDimension<out T extends Scalar = Scalar> {
  /** A choice. */
  readonly kind: 'choice'
  /** The values, all different. */
  readonly values: readonly T[]
}

/**
 * What is searched: a dimension for each param.
 *
 * @category Tuning
 * @since 0.1.0
 */
export type SearchSpace = Readonly<Record<string, NumberDimension | ChoiceDimension>>

/**
 * Params that a search space gives.
 *
 * @category Tuning
 * @since 0.1.0
 */
export type ParamsOf<S extends SearchSpace> = { readonly [K in keyof S]: S[K] extends ChoiceDimension<infer T> ? T : number }

/**
 * A real number, all values between the bounds equally likely.
 *
 * Drawn numbers have six significant digits.
 *
 * @param low - the least value
 * @param high - the greatest value, above `low`
 * @returns the dimension
 * @throws RangeError when the bounds are not finite and ascending
 * @example
 * ```ts
 * import { uniform } from '@millrace/train'
 *
 * uniform(0.4, 1) // => { kind: 'number', low: 0.4, high: 1, log: false, integer: false }
 * ```
 * @category Tuning
 * @since 0.1.0
 */
export function uniform(low: number, high: number): NumberDimension {
  return numbers('uniform', { low, high, log: false, integer: false })
}

/**
 * A real number, all ratios equally likely: as often between 0.01 and 0.1 as between 0.1 and 1.
 *
 * Drawn numbers have six significant digits.
 *
 * @param low - the least value, above 0
 * @param high - the greatest value, above `low`
 * @returns the dimension
 * @throws RangeError when the bounds are not finite, ascending and above 0
 * @example
 * ```ts
 * import { logUniform } from '@millrace/train'
 *
 * logUniform(0.005, 0.1).log // => true
 * ```
 * @category Tuning
 * @since 0.1.0
 */
export function logUniform(low: number, high: number): NumberDimension {
  return numbers('logUniform', { low, high, log: true, integer: false })
}

/**
 * A whole number, all equally likely.
 *
 * @param low - the least value
 * @param high - the greatest value, above `low`
 * @returns the dimension
 * @throws RangeError when the bounds are not whole and ascending
 * @example
 * ```ts
 * import { integer } from '@millrace/train'
 *
 * integer(2, 8).integer // => true
 * ```
 * @category Tuning
 * @since 0.1.0
 */
export function integer(low: number, high: number): NumberDimension {
  return numbers('integer', { low, high, log: false, integer: true })
}

/**
 * A whole number, all ratios about equally likely.
 *
 * @param low - the least value, at least 1
 * @param high - the greatest value, above `low`
 * @returns the dimension
 * @throws RangeError when the bounds are not whole, ascending and at least 1
 * @example
 * ```ts
 * import { logInteger } from '@millrace/train'
 *
 * logInteger(2, 200) // => { kind: 'number', low: 2, high: 200, log: true, integer: true }
 * ```
 * @category Tuning
 * @since 0.1.0
 */
export function logInteger(low: number, high: number): NumberDimension {
  return numbers('logInteger', { low, high, log: true, integer: true })
}

/**
 * One of several values, all equally likely.
 *
 * @param values - at least one; all different
 * @returns the dimension
 * @throws RangeError when there is no value, or one is given twice or is no finite number
 * @example
 * ```ts
 * import { choice } from '@millrace/train'
 *
 * choice('leaf-wise', 'depth-wise').values // => ['leaf-wise', 'depth-wise']
 * ```
 * @category Tuning
 * @since 0.1.0
 */
export function choice<const T extends Scalar>(...values: readonly T[]): ChoiceDimension<T> {
  if (values.length === 0 || new Set(values).size < values.length) throw new RangeError('choice: give at least one value, and none twice')
  const odd = values.find((value) => typeof value === 'number' && !Number.isFinite(value))
  if (odd !== undefined) throw new RangeError(`choice: ${odd} is not finite`)
  return Object.freeze({ kind: 'choice', values: Object.freeze([...values]) })
}

function numbers(name: string, dimension: Omit<NumberDimension, 'kind'>): NumberDimension {
  const { low, high, log, integer } = dimension
  const right =
    low < high &&
    Number.isFinite(high - low) &&
    (!log || low > 0) &&
    (!integer || (Number.isSafeInteger(low) && Number.isSafeInteger(high)))
  const what = `${integer ? 'whole' : 'finite'} numbers${log ? ' above 0' : ''}, the second above the first`
  if (!right) throw new RangeError(`${name}: the bounds ${low} and ${high} are not ${what}`)
  return Object.freeze({ kind: 'number', ...dimension })
}
