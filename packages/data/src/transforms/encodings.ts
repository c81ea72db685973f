import { count, defineTransform, type Expr, lookup, nulls, type Transform, topValues } from '@millrace/core'

type Input = Expr<string | null>

const mostKeys = 1_000_000

/**
 * Numbers of {@link ordinal} for what the order does not name.
 *
 * @category Transforms
 * @since 0.1.0
 */
export interface OrdinalOptions {
  /** The number of a value that the order does not name. @defaultValue -1 */
  readonly other?: number
  /** The number of null. @defaultValue -2 */
  readonly missing?: number
}

/**
 * The place of a value in a given order, from 0; other values and null have numbers of their own. The order is never guessed.
 *
 * @param order - the values, least first
 * @param options - the numbers of other values and of null
 * @returns a transform whose output is never null
 * @throws RangeError when the order is empty or names a value twice, or a number is not finite
 * @example
 * ```ts
 * import { defineFeatures, fit, fromRows, runGraph } from '@millrace/core'
 * import { ordinal } from '@millrace/data'
 * import { z } from 'zod'
 *
 * const Shirt = z.object({ size: z.string().nullable() })
 * const shirts = fromRows(Shirt, [{ size: 'M' }, { size: 'XS' }, { size: null }])
 * const { serving } = await fit(defineFeatures(Shirt, ({ size }) => ({ size: size.pipe(ordinal(['S', 'M', 'L'])) })), shirts)
 * runGraph(serving, shirts).get('size') // => { type: 'number', values: Float64Array.of(1, -1, -2) }
 * ```
 * @category Transforms
 * @since 0.1.0
 */
export function ordinal(order: readonly string[], { other = -1, missing = -2 }: OrdinalOptions = {}): Transform<string | null, number> {
  if (order.length === 0 || new Set(order).size < order.length) throw new RangeError('ordinal: the order names no value, or one twice')
  if (![other, missing].every(Number.isFinite)) throw new RangeError(`ordinal: of the numbers ${other} and ${missing} one is not finite`)
  const given = Object.freeze([...order])
  return defineTransform({
    kind: 'ordinal',
    version: 1,
    params: { order: given, other, missing },
    needs: (_: Input) => ({}),
    state: () => ({ order: given }),
    apply: (x, state) =>
      lookup(
        x,
        state.order.map((value, index) => [value, index] as const),
        { other, missing },
      ),
  })
}

/**
 * The share of the training rows that hold the same value, null being a value too; 0 for a value that was not seen.
 *
 * The 1,000,000 most frequent values are kept, ties by code point; further ones count as not seen.
 *
 * @returns a transform whose output is never null
 * @example
 * ```ts
 * import { defineFeatures, fit, fromRows, runGraph } from '@millrace/core'
 * import { frequency } from '@millrace/data'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ area: z.string().nullable() })
 * const loans = fromRows(Loan, [{ area: 'Urban' }, { area: 'Rural' }, { area: 'Urban' }, { area: null }])
 * const { serving } = await fit(defineFeatures(Loan, ({ area }) => ({ area: area.pipe(frequency()) })), loans)
 * runGraph(serving, loans).get('area') // => { type: 'number', values: Float64Array.of(0.5, 0.25, 0.5, 0.25) }
 * ```
 * @category Transforms
 * @since 0.1.0
 */
export function frequency(): Transform<string | null, number> {
  return defineTransform({
    kind: 'frequency',
    version: 1,
    needs: (x: Input) => ({ top: topValues(x, mostKeys), present: count(x), missing: nulls(x) }),
    state: ({ top, present, missing }) => {
      const rows = Math.max(present + missing, 1)
      return { shares: top.map((one) => [one.value, one.count / rows] as const), missing: missing / rows }
    },
    apply: (x, { shares, missing }) => lookup(x, shares, { other: 0, missing }),
  })
}
