import {
  type Answers,
  coalesce,
  defineTransform,
  type Expr,
  mean,
  minimum,
  type Needs,
  quantiles,
  type Transform,
  topValues,
} from '@millrace/core'

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
 * The median follows numpy's linear rule; the most frequent value is, among equals, the least. Booleans count as 0 and 1.
 *
 * @param fill - what to put: `median`, `mean`, `most-frequent`, or a finite number
 * @returns a transform whose output is never null; fitting throws `E_FIT_NO_VALUES` where every value is null and the fill is no number
 * @throws RangeError when the fill is none of these
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
  const define = <N extends Needs>(needs: (x: Input) => N, learn: (answers: Answers<N>) => number) =>
    defineTransform({
      kind: 'impute',
      version: 1,
      params: { fill },
      needs,
      state: (answers: Answers<N>) => ({ fill: learn(answers) }),
      apply: (x: Input, state) => coalesce(x, state.fill) as Expr<number>,
    })
  switch (fill) {
    case 'mean':
      return define(
        (x) => ({ mean: mean(x) }),
        (found) => found.mean,
      )
    case 'median':
      return define(
        (x) => ({ median: quantiles(x, [0.5]) }),
        ({ median: [median] }) => median!,
      )
    case 'most-frequent':
      // Without values `top` is empty, while `least` has no answer, which fitting reports.
      return define(
        (x) => ({ top: topValues(x, 1), least: minimum(x) }),
        ({ top: [first], least }) => first?.value ?? least,
      )
    default:
      if (!Number.isFinite(fill)) throw new RangeError(`impute: the fill ${fill} is neither a finite number nor the name of a statistic`)
      return define(
        () => ({}),
        () => fill + 0,
      )
  }
}
