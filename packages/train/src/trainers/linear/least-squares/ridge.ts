import type { Trainer } from '@millrace/core'

/**
 * How {@link ridge} fits.
 *
 * @category Trainers
 * @since 0.1.0
 */
export interface RidgeOptions {
  /** Strength of the penalty `l2 / 2 * sum(weights^2)` on half the sum of squared residuals. @defaultValue 1 */
  readonly l2?: number
}

/**
 * Linear regression with a penalty on squared weights: it makes `sum(residual^2) + l2 * sum(weights^2)` least, so that `l2` is the `alpha` of scikit-learn's `Ridge`.
 *
 * The intercept is not penalised. Nothing is standardised on the way: bring features to one scale first (`standardize`), since the penalty treats all alike. The diagnostics
 * are those of {@link linearRegression}. Degrees of freedom count a weight by the share that the rows give it; standard errors come from the penalised equations, and a
 * weight of which the penalty gives more than 5 % has no test and no interval, which would be centred on a shrunken weight.
 *
 * @param options - the penalty
 * @returns a trainer, which does not accept null features
 * @throws RangeError when the penalty is not a number from 0; fitting throws as `linearRegression`
 * @see https://hastie.su.domains/ElemStatLearn/ section 3.4.1
 * @example
 * ```ts
 * import { ridge } from '@millrace/train'
 *
 * const data = { features: [Float64Array.of(-1, 1)], names: ['x'], target: Float64Array.of(-2, 2), task: { kind: 'regression' as const } }
 * const { operations } = await ridge({ l2: 2 }).fit(data, { seed: 7 })
 * operations[0]?.op === 'linear' && operations[0].weights[0] // => 1
 * ```
 * @category Trainers
 * @since 0.1.0
 */
export function ridge({ l2 = 1 }: RidgeOptions = {}): Trainer<false, 'regression'> {
  if (!(l2 >= 0 && l2 < Number.POSITIVE_INFINITY)) throw new RangeError(`ridge: l2 is ${l2}, not a number from 0`)
  return Object.freeze({
    specVersion: 1 as const,
    name: 'ridge',
    params: Object.freeze({ l2 }),
    acceptsNull: false as const,
    tasks: ['regression'] as const,
    fit: async (data, work) => (await import('./fit-ridge.ts')).fitRidge('ridge', data, work, l2),
  } satisfies Trainer<false, 'regression'>)
}
