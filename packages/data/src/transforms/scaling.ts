import { clamp, defineTransform, div, type Expr, maximum, mean, minimum, quantiles, stddevPop, sub, type Transform } from '@millrace/core'

type Input = Expr<number | boolean>

/** A spread below this share of the size of the values is rounding, not spread. */
const rounding = 10 * Number.EPSILON

const scaleOf = (spread: number, center: number) => (spread > rounding * Math.max(Math.abs(center), 1) ? spread : 1)

/**
 * Subtracts the mean and divides by the population standard deviation, as scikit-learn's `StandardScaler` does.
 *
 * A column whose deviation is no more than rounding, 10 machine epsilons of max(|mean|, 1), is only centred. null stays null; where the difference to the mean
 * overflows, the output is null as well.
 *
 * @returns a transform; fitting throws `E_FIT_NO_VALUES` where every value is null, `E_FIT_STATE_INVALID` where the deviation overflows
 * @example
 * ```ts
 * import { defineFeatures, fit, fromRows, runGraph } from '@millrace/core'
 * import { standardize } from '@millrace/data'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const loans = fromRows(Loan, [{ amount: 100 }, { amount: 120 }])
 * const { serving } = await fit(defineFeatures(Loan, ({ amount }) => ({ amount: amount.pipe(standardize()) })), loans)
 * runGraph(serving, loans).get('amount') // => { type: 'number', values: Float64Array.of(-1, 1) }
 * ```
 * @category Transforms
 * @since 0.1.0
 */
export function standardize(): Transform<number | boolean, number> {
  return defineTransform({
    kind: 'standardize',
    version: 1,
    needs: (x: Input) => ({ mean: mean(x), deviation: stddevPop(x) }),
    state: ({ mean, deviation }) => ({ mean, scale: scaleOf(deviation, mean) }),
    apply: (x, { mean, scale }) => div(sub(x, mean), scale),
  })
}

/**
 * Moves the training range to [0, 1]: subtracts the least value and divides by the range; numbers outside it are moved to the nearer end.
 *
 * Where all training values are one number, it becomes 0, and the range is taken to be 1. null stays null.
 *
 * @returns a transform; fitting throws `E_FIT_NO_VALUES` where every value is null, `E_FIT_STATE_INVALID` where the range overflows
 * @example
 * ```ts
 * import { defineFeatures, fit, fromRows, runGraph } from '@millrace/core'
 * import { minMax } from '@millrace/data'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ months: z.number() })
 * const loans = fromRows(Loan, [{ months: 60 }, { months: 180 }, { months: 360 }])
 * const { serving } = await fit(defineFeatures(Loan, ({ months }) => ({ months: months.pipe(minMax()) })), loans)
 * runGraph(serving, loans).get('months') // => { type: 'number', values: Float64Array.of(0, 0.4, 1) }
 *
 * const later = fromRows(Loan, [{ months: 480 }])
 * runGraph(serving, later).get('months') // => { type: 'number', values: Float64Array.of(1) }
 * ```
 * @category Transforms
 * @since 0.1.0
 */
export function minMax(): Transform<number | boolean, number> {
  return defineTransform({
    kind: 'min-max',
    version: 1,
    needs: (x: Input) => ({ lower: minimum(x), upper: maximum(x) }),
    state: ({ lower, upper }) => ({ lower, range: upper > lower ? upper - lower : 1 }),
    apply: (x, { lower, range }) => clamp(div(sub(x, lower), range), 0, 1),
  })
}

/**
 * Subtracts the median and divides by the distance of the quartiles, as scikit-learn's `RobustScaler` does: outliers do not move it.
 *
 * Quartiles follow numpy's linear rule. Where they are one value up to rounding, the column is only centred. null stays null; where the difference to the median
 * overflows, the output is null as well.
 *
 * @returns a transform; fitting throws `E_FIT_NO_VALUES` where every value is null, `E_FIT_STATE_INVALID` where the distance overflows
 * @example
 * ```ts
 * import { defineFeatures, fit, fromRows, runGraph } from '@millrace/core'
 * import { robust } from '@millrace/data'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number() })
 * const loans = fromRows(Loan, [{ income: 10 }, { income: 12 }, { income: 14 }, { income: 16 }, { income: 9_000 }])
 * const { serving } = await fit(defineFeatures(Loan, ({ income }) => ({ income: income.pipe(robust()) })), loans)
 * runGraph(serving, loans).get('income') // => { type: 'number', values: Float64Array.of(-1, -0.5, 0, 0.5, 2246.5) }
 * ```
 * @category Transforms
 * @since 0.1.0
 */
export function robust(): Transform<number | boolean, number> {
  return defineTransform({
    kind: 'robust',
    version: 1,
    needs: (x: Input) => ({ quartiles: quantiles(x, [0.25, 0.5, 0.75]) }),
    state: ({ quartiles: [lower, median, upper] }) => ({ median: median!, scale: scaleOf(upper! - lower!, median!) }),
    apply: (x, { median, scale }) => div(sub(x, median), scale),
  })
}
