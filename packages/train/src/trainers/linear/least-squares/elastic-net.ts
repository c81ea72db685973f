import type { Trainer } from '@millrace/core'
import { fitElasticNet } from './fit-elastic-net.ts'

/**
 * How {@link lasso} fits.
 *
 * @category Trainers
 * @since 0.1.0
 */
export interface LassoOptions {
  /** Strength of the penalty, above 0. @defaultValue 1 */
  readonly alpha?: number
  /** Ends when a pass over the weights lowers the loss by less than this share of the target's variance. @defaultValue 1e-14 */
  readonly tolerance?: number
  /** Most passes over the weights. @defaultValue 10000 */
  readonly maxIterations?: number
}

/**
 * How {@link elasticNet} fits.
 *
 * @category Trainers
 * @since 0.1.0
 */
export interface ElasticNetOptions extends LassoOptions {
  /** Share of the penalty that is on sizes and not on squares, above 0 and up to 1. @defaultValue 0.5 */
  readonly l1Ratio?: number
}

/**
 * Linear regression with penalties on sizes and squares of weights: many weights become 0, and collinear features keep company.
 *
 * It makes `sum(residual^2) / (2 n) + alpha * l1Ratio * sum(|w|) + alpha * (1 - l1Ratio) / 2 * sum(w^2)` least, as scikit-learn's `ElasticNet` and glmnet do; with row
 * weights, residuals are weighted and `n` is the sum of the weights. The intercept is not penalised. Nothing is standardised on the way (glmnet does unless told not to):
 * bring features to one scale first (`standardize`). The solver is coordinate descent over sums of products of columns. The diagnostics hold passes, how many features were
 * `selected`, `rSquared`, the root of the mean squared residual, the weights, and `largestAlpha`, from which on all of them are 0. There are no standard errors: those of
 * selected weights would be too small.
 *
 * @param options - penalties and when to end
 * @returns a trainer, which does not accept null features
 * @throws RangeError when an option is out of range; fitting throws as `linearRegression`
 * @see J. Friedman, T. Hastie and R. Tibshirani, Regularization Paths for Generalized Linear Models via Coordinate Descent (2010)
 * @example
 * ```ts
 * import { elasticNet } from '@millrace/train'
 *
 * const features = [Float64Array.of(-1, 1, -1, 1), Float64Array.of(-1, -1, 1, 1)]
 * const data = { features, names: ['x', 'noise'], target: Float64Array.of(-2, 2, -2, 2), task: { kind: 'regression' as const } }
 * const { diagnostics } = await elasticNet({ alpha: 1 }).fit(data, { seed: 7 })
 * diagnostics.selected // => 1
 * ```
 * @category Trainers
 * @since 0.1.0
 */
export function elasticNet({ l1Ratio = 0.5, ...options }: ElasticNetOptions = {}): Trainer<false, 'regression'> {
  if (!(l1Ratio > 0 && l1Ratio <= 1))
    throw new RangeError(`elasticNet: l1Ratio is ${l1Ratio}, not a share above 0 and up to 1; for 0 use ridge`)
  return sparseTrainer('elasticNet', 'elastic-net', { l1Ratio }, options)
}

/**
 * Linear regression with a penalty on sizes of weights, of which many become 0: {@link elasticNet} with an `l1Ratio` of 1.
 *
 * It makes `sum(residual^2) / (2 n) + alpha * sum(|w|)` least, as scikit-learn's `Lasso` does.
 *
 * @param options - the penalty and when to end
 * @returns a trainer, which does not accept null features
 * @throws RangeError when an option is out of range; fitting throws as `linearRegression`
 * @example
 * ```ts
 * import { lasso } from '@millrace/train'
 *
 * const data = { features: [Float64Array.of(-1, 1)], names: ['x'], target: Float64Array.of(-2, 2), task: { kind: 'regression' as const } }
 * const { diagnostics } = await lasso({ alpha: 3 }).fit(data, { seed: 7 })
 * diagnostics.largestAlpha // => 2
 * ```
 * @category Trainers
 * @since 0.1.0
 */
export function lasso(options: LassoOptions = {}): Trainer<false, 'regression'> {
  return sparseTrainer('lasso', 'lasso', {}, options)
}

function sparseTrainer(
  factory: 'lasso' | 'elasticNet',
  name: string,
  share: { readonly l1Ratio?: number },
  { alpha = 1, tolerance = 1e-14, maxIterations = 10_000 }: LassoOptions,
): Trainer<false, 'regression'> {
  if (!(alpha > 0 && alpha < Number.POSITIVE_INFINITY))
    throw new RangeError(`${factory}: alpha is ${alpha}, not a number above 0; for 0 use linearRegression`)
  if (!(tolerance > 0 && tolerance < 1)) throw new RangeError(`${factory}: the tolerance is ${tolerance}, not a share above 0 and below 1`)
  if (!Number.isSafeInteger(maxIterations) || maxIterations < 1)
    throw new RangeError(`${factory}: maxIterations is ${maxIterations}, not a positive integer`)
  const params = { alpha, ...share, tolerance, maxIterations }
  return Object.freeze({
    specVersion: 1 as const,
    name,
    params: Object.freeze(params),
    acceptsNull: false as const,
    tasks: ['regression'] as const,
    fit: (data, work) => fitElasticNet(factory, data, work, { l1Ratio: 1, ...params }),
  } satisfies Trainer<false, 'regression'>)
}
