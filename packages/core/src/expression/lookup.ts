import { type Expr, isTextColumn, type Keep, operation } from './expr.ts'

/**
 * The numbers of a {@link lookup} beside its keys.
 *
 * @category Expressions
 * @since 0.1.0
 */
export interface LookupOptions {
  /** The number for a string that is no key; null for null. */
  readonly other: number | null
  /** The number for null; null for null. */
  readonly missing: number | null
}

/**
 * A string to a number, by a table of keys: the one operation on strings.
 *
 * @param x - a string column
 * @param entries - pairs of key and number; a number may be null
 * @param options - the numbers for other strings and for null
 * @throws RangeError when a key repeats or a number is not finite
 * @throws TypeError when `x` is no string column; what `pick` gives can only leave the graph
 * @example
 * ```ts
 * import { columnExpr, compute, lookup } from '@millrace/core'
 *
 * const size = columnExpr<string, 'size'>({ name: 'size', kind: 'string', nullable: false, optional: false })
 * const number = lookup(size, [['S', 1], ['M', 2]], { other: 0, missing: null })
 * compute(number, { size: 'M' }) // => 2
 * compute(number, { size: 'XXL' }) // => 0
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function lookup<I extends string, const O extends LookupOptions>(
  x: Expr<string | null, I>,
  entries: readonly (readonly [key: string, value: number | null])[],
  options: O,
): Expr<number | Extract<O['other' | 'missing'], null>, I> {
  if (!isTextColumn(x.node)) throw new TypeError('lookup: only string columns can be looked up')
  const keys = entries.map(([key]) => key)
  if (new Set(keys).size < keys.length) throw new RangeError('lookup: a key is given twice')
  const values = Float64Array.from(entries, ([, value]) => finiteOrNull(value))
  return operation('lookup', [x], {
    keys: Object.freeze(keys),
    values,
    other: finiteOrNull(options.other),
    missing: finiteOrNull(options.missing),
  })
}

/**
 * The number of edges at or below a number: its cell, from 0 to the number of edges; cells are closed on the left. null stays null.
 *
 * @param x - the number
 * @param edges - strictly increasing, finite
 * @throws RangeError when the edges do not increase strictly
 * @example
 * ```ts
 * import { bucket, constant, compute } from '@millrace/core'
 *
 * compute(bucket(constant(12), [12, 36])) // => 1
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function bucket<T extends number | boolean | null, I extends string>(
  x: Expr<T, I>,
  edges: readonly number[],
): Expr<Keep<T, number>, I> {
  const wrong = edges.findIndex((edge, i) => !Number.isFinite(edge) || (i > 0 && edge <= edges[i - 1]!))
  if (wrong >= 0) throw new RangeError(`bucket: the edge ${edges[wrong]} is not finite and above the one before it`)
  return operation('bucket', [x], { edges: Float64Array.from(edges) })
}

/**
 * A number to a string: the value at that index, null where there is none. Nothing can be computed from it; it is an output.
 *
 * @param index - from 0
 * @param values - the strings
 * @example
 * ```ts
 * import { constant, compute, gt, pick } from '@millrace/core'
 *
 * compute(pick(gt(constant(0.7), 0.5), ['refuse', 'approve'])) // => 'approve'
 * ```
 * @category Expressions
 * @since 0.1.0
 */
export function pick<const V extends string, I extends string>(
  index: Expr<number | boolean | null, I>,
  values: readonly V[],
): Expr<V | null, I> {
  return operation('pick', [index], { values: Object.freeze([...values]) })
}

function finiteOrNull(value: number | null): number {
  if (value === null) return Number.NaN
  if (!Number.isFinite(value)) throw new RangeError(`lookup: the number ${value} is not finite`)
  return value + 0
}
