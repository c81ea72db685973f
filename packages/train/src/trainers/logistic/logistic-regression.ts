import type { FittedEstimator, Trainer, TrainingData, TrainOptions } from '@millrace/core'
import { requireFinite } from '../require-finite.ts'
import { diagnosticsOf, unscale, warningsOf } from './diagnose.ts'
import { newton } from './newton.ts'
import { scaleColumns } from './scale-columns.ts'

/**
 * How {@link logisticRegression} fits.
 *
 * @category Trainers
 * @since 0.1.0
 */
export interface LogisticRegressionOptions {
  /** Strength of the penalty `l2 / 2 * sum(weights^2)` on the summed log loss; scikit-learn's `C` is `1 / l2`. 0 is no penalty. @defaultValue 1 */
  readonly l2?: number
  /** Ends when the loss is estimated to be within this share of its least. @defaultValue 1e-14 */
  readonly tolerance?: number
  /** Most Newton steps. @defaultValue 100 */
  readonly maxIterations?: number
}

/**
 * Logistic regression with an L2 penalty on all weights but the intercept, by Newton's method: few steps, exact to about 1e-10, and standard errors for free.
 *
 * Bring features to one scale first (`standardize`), since the penalty treats all alike. The cost is rows times features squared a step: meant for up to a few hundred
 * features. The diagnostics hold iterations, loss, and for each feature and the intercept weight and standard error (from the curvature of the penalised loss; with a
 * penalty they understate the spread of unpenalised estimates; null where the data do not determine the weight). A constant or collinear feature, and without a penalty
 * a class that can be told apart without error, are warned of; weights are finite all the same.
 *
 * @param options - penalty and when to end
 * @returns a trainer, which does not accept null features
 * @throws RangeError when an option is out of range; fitting throws `E_FEATURE_NULL` where a feature is null, `E_FEATURE_RANGE` where it is infinite or beyond 1e300,
 * `E_LOGISTIC_SINGULAR` when the equations cannot be solved because numbers overflow
 * @see https://hastie.su.domains/ElemStatLearn/ section 4.4.1
 * @example
 * ```ts
 * import { logisticRegression } from '@millrace/train'
 *
 * const features = [Float64Array.of(-1, 1, -1, 1)]
 * const { operation } = await logisticRegression().fit({ features, names: ['x'], target: Float64Array.of(0, 1, 0, 1) }, { seed: 7 })
 * operation.op // => 'linear'
 * ```
 * @category Trainers
 * @since 0.1.0
 */
export function logisticRegression({ l2 = 1, tolerance = 1e-14, maxIterations = 100 }: LogisticRegressionOptions = {}): Trainer<false> {
  if (!(l2 >= 0 && l2 < Number.POSITIVE_INFINITY)) throw new RangeError(`logisticRegression: l2 is ${l2}, not a number from 0`)
  if (!(tolerance > 0 && tolerance < 1))
    throw new RangeError(`logisticRegression: the tolerance is ${tolerance}, not a share above 0 and below 1`)
  if (!Number.isSafeInteger(maxIterations) || maxIterations < 1)
    throw new RangeError(`logisticRegression: maxIterations is ${maxIterations}, not a positive integer`)
  return Object.freeze({
    specVersion: 1 as const,
    name: 'logistic-regression',
    params: Object.freeze({ l2, tolerance, maxIterations }),
    acceptsNull: false as const,
    fit: (data, options) => fitLogistic(data, options, { l2, tolerance, maxIterations }),
  } satisfies Trainer<false>)
}

async function fitLogistic(data: TrainingData, work: TrainOptions, options: Required<LogisticRegressionOptions>): Promise<FittedEstimator> {
  const { features, names, target, weights } = data
  requireFinite('logisticRegression', features, names)
  const scaled = scaleColumns(features, weights)
  const penalties = Float64Array.from(scaled.varying, (j) => Math.min(options.l2 / scaled.scales[j]! / scaled.scales[j]!, Number.MAX_VALUE))
  const problem = { columns: scaled.columns, target, weights, penalties }
  const solution = await newton(problem, { ...options, signal: work.signal, progress: work.progress })
  const coefficients = unscale(scaled, solution)
  return {
    operation: {
      op: 'linear',
      weights: Float64Array.from(coefficients.slopes, ({ weight }) => weight),
      intercept: coefficients.intercept.weight,
      means: scaled.means,
    },
    scale: 'log-odds',
    diagnostics: diagnosticsOf(names, coefficients, solution),
    warnings: warningsOf(names, scaled, problem, solution),
  }
}
