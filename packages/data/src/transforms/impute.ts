import { coalesce, defineTransform, type Expr, mean, quantiles, topValues, type Transform } from '@millrace/core'

type Input = Expr<number | boolean | null>

/**
 * What {@link impute} puts in place of null: a statistic of the other rows, or a number.
 *
 * @category Transforms
 * @since 0.1.0
 */
export type Fill = 'median' | 'mean' | 'most-frequent' | number

/**
 * Puts a number in place of null.
 *
 * The median follows numpy's linear rule; the most frequent value is, among equals, the least.
 *
 * @param fill - what to put: `median`, `mean`, `most-frequent`, or a finite number
 * @returns a transform whose output is never null
 * @throws RangeError when the number is not finite; fitting throws `E_FIT_NO_VALUES` when every value is null and the fill is no number
 * @example
 * ```ts
 * import { defineFeatures, fit, fromRows, runGraph } from '@millrace/core'
 * import { impute } from '@millrace/data'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number().nullable() })
 * const loans = fromRows(Loan, [{ amount: 100 }, { amount: null }, { amount: 120 }])
 * const { serving } = await fit(defineFeatures(Loan, ({ amount }) => ({ amount: amount.pipe(impute('median')) })), loans)
 * runGraph(serving, loans).get('amount') // => { type: 'number', values: Float64Array.of(100, 110, 120) }
 * ```
 * @category Transforms
 * @since 0.1.0
 */
export function impute(fill: Fill): Transform<number | boolean | null, number> {
  const kind = 'impute'
  const params = { fill }
  const apply = (x: Input, state: { readonly fill: number }) => coalesce(x, state.fill) as Expr<number>
  if (fill === 'mean') {
    return defineTransform({ kind, version: 1, params, needs: (x: Input) => ({ mean: mean(x) }), state: (s) => ({ fill: s.mean }), apply })
  }
  if (fill === 'median') {
    return defineTransform({ kind, version: 1, params, needs: (x: Input) => ({ at: quantiles(x, [0.5]) }), state: (s) => ({ fill: s.at[0]! }), apply })
  }
  if (fill === 'most-frequent') {
    return defineTransform({
      kind,
      version: 1,
      params,
      needs: (x: Input) => ({ top: topValues(x, 1), mean: mean(x) }),
      state: ({ top }) => ({ fill: Number(top[0]!.value) }),
      apply,
    })
  }
  if (!Number.isFinite(fill)) throw new RangeError(`impute: the fill ${fill} is not finite`)
  return defineTransform({ kind, version: 1, params, needs: (_: Input) => ({}), state: () => ({ fill }), apply })
}
