import { clamp, defineTransform, div, type Expr, maximum, mean, minimum, quantiles, stddevPop, sub, type Transform } from '@millrace/core'

type Input = Expr<number | boolean>

/** A spread below this share of the size of the values is rounding, not spread. */
const rounding = 10 * Number.EPSILON

const scaleOf = (spread: number, center: number) => (spread > rounding * Math.max(Math.abs(center), 1) ? spread : 1)

/**
 * Subtracts the mean and divides by the population standard deviation, as scikit-learn's `StandardScaler` does.
 *
 * A column whose deviation is no more than rounding (10 machine epsilons of its mean) is only centred. null stays null.
 *
 * @returns a transform
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
 * Moves the training range to [0, 1]; numbers outside it are moved to the nearer end. A constant column becomes 0. null stays null.
 *
 * @returns a transform
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
 * Subtracts the median and divides by the range of the middle half, as scikit-learn's `RobustScaler` does: outliers do not move it.
 *
 * Where the middle half is one value, the column is only centred. null stays null.
 *
 * @returns a transform
 * @category Transforms
 * @since 0.1.0
 */
export function robust(): Transform<number | boolean, number> {
  return defineTransform({
    kind: 'robust',
    version: 1,
    needs: (x: Input) => ({ quartiles: quantiles(x, [0.25, 0.5, 0.75]) }),
    state: ({ quartiles: [low, median, high] }) => ({ median: median!, scale: scaleOf(high! - low!, median!) }),
    apply: (x, { median, scale }) => div(sub(x, median), scale),
  })
}
