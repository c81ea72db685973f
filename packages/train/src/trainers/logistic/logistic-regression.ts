import type { FittedEstimator, Trainer, TrainingData, TrainOptions } from '@millrace/core'
import { requireFinite } from '../require-finite.ts'
import { newton, type NewtonSolution } from './newton.ts'

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
 * Logistic regression with an L2 penalty on all weights but the intercept, by Newton's method: few steps, exact to about 1e-8, and standard errors for free.
 *
 * Bring features to one scale first (`standardize`), since the penalty treats all alike. The cost is rows times features squared a step: meant for up to a few hundred
 * features. The diagnostics hold iterations, loss, and for each feature weight and standard error (from the curvature of the penalised loss; with a penalty they
 * understate the spread of unpenalised estimates).
 *
 * @param options - penalty and when to end
 * @returns a trainer, which does not accept null features
 * @throws RangeError when an option is out of range; fitting throws `E_FEATURE_NULL` where a feature is null or infinite, `E_LOGISTIC_SINGULAR` when the equations cannot be
 * solved
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
  if (!(tolerance > 0)) throw new RangeError(`logisticRegression: the tolerance is ${tolerance}, not a number above 0`)
  if (!Number.isSafeInteger(maxIterations) || maxIterations < 1) throw new RangeError(`logisticRegression: maxIterations is ${maxIterations}, not a positive integer`)
  return Object.freeze({
    specVersion: 1 as const,
    name: 'logistic-regression',
    params: Object.freeze({ l2, tolerance, maxIterations }),
    acceptsNull: false as const,
    fit: async (data, options) => fitLogistic(data, options, { l2, tolerance, maxIterations }),
  } satisfies Trainer<false>)
}

function fitLogistic(data: TrainingData, { signal }: TrainOptions, options: Required<LogisticRegressionOptions>): FittedEstimator {
  const { features, names, target, weights } = data
  requireFinite('logisticRegression', features, names)
  const means = Float64Array.from(features, (feature) => weightedMean(feature, weights))
  const columns = features.map((feature, j) => feature.map((value) => value - means[j]!))
  const solution = newton({ columns, target, weights, ...options, signal })
  const slopes = solution.coefficients.subarray(0, features.length).slice()
  const intercept = slopes.reduce((sum, slope, j) => sum - slope * means[j]!, solution.coefficients[features.length]!)
  return {
    operation: { op: 'linear', weights: slopes, intercept, means },
    scale: 'log-odds',
    diagnostics: {
      iterations: solution.iterations,
      converged: solution.converged,
      loss: solution.loss,
      coefficients: names.map((name, j) => ({ name, weight: slopes[j]!, standardError: solution.standardErrors[j]! })),
    },
    warnings: warningsOf(columns, names, solution, options),
  }
}

function weightedMean(values: Float64Array, weights: Float64Array | undefined): number {
  const first = values[0] ?? 0
  let total = 0
  let sum = 0
  for (let row = 0; row < values.length; row++) {
    const weight = weights?.[row] ?? 1
    total += weight
    sum += weight * (values[row]! - first)
  }
  return first + sum / total
}

function warningsOf(columns: readonly Float64Array[], names: readonly string[], solution: NewtonSolution, { l2, maxIterations }: Required<LogisticRegressionOptions>) {
  const constant = names.filter((_, j) => columns[j]!.every((value) => value === columns[j]![0]))
  const warnings = constant.map((name) => `the feature '${name}' is constant and says nothing`)
  if (!solution.converged) warnings.push(`not converged after ${maxIterations} steps${l2 === 0 ? '; a class may be separable, and a penalty keeps weights finite' : ''}`)
  if (solution.singular) warnings.push('the normal equations were singular: columns are collinear, or a class is separable; weights of such columns are not unique')
  return warnings
}
