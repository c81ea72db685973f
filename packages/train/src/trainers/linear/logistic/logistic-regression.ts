import type { Trainer } from '@millrace/core'

/**
 * How {@link logisticRegression} fits.
 *
 * @category Trainers
 * @since 0.1.0
 */
export interface LogisticRegressionOptions {
  /** Strength of the penalty `l2 / 2 * sum(weights^2)` on the summed log loss; 0 is no penalty. @defaultValue 1 */
  readonly l2?: number
  /** Strength of the penalty `l1 * sum(|weights|)` on the summed log loss, which makes weights 0. @defaultValue 0 */
  readonly l1?: number
  /**
   * Newton's method, which sums the curvature over all pairs of features, or L-BFGS, which needs gradients alone; several classes are fitted by L-BFGS in any case.
   *
   * @defaultValue 'newton' up to 200 features
   */
  readonly solver?: 'newton' | 'lbfgs'
  /** Ends when the loss is estimated to be within this share of its least. @defaultValue 1e-12 by Newton's method, 1e-10 by L-BFGS */
  readonly tolerance?: number
  /** Most steps. @defaultValue 100 by Newton's method, 1000 by L-BFGS */
  readonly maxIterations?: number
}

/**
 * Logistic regression of two or more classes with penalties on all weights but the intercepts.
 *
 * The loss is the log loss summed over rows, plus `l1 * sum(|w|) + l2 / 2 * sum(w^2)`. In scikit-learn's terms `l2` is `1 / C`; its elastic net is
 * `l1 = l1_ratio / C` and `l2 = (1 - l1_ratio) / C`. Nothing is standardised on the way: bring features to one scale first (`standardize`), since penalties treat all alike.
 *
 * Two classes are fitted by Newton's method, whose cost is rows times features squared; many rows are first approached by the curvature of a seeded sample, which changes
 * the result within the tolerance alone. Many features, and several classes (softmax, one node a class, the weights of a feature summing to 0 where it is not penalised by
 * size), are fitted by L-BFGS, and by OWL-QN where `l1` is set.
 *
 * The diagnostics hold iterations, loss, and for each feature and the intercept weight, standard error, Wald's statistic, its two-sided p-value, and the ends of the 95 %
 * interval. Standard errors come from the curvature of the penalised loss: with a penalty they understate the spread of unpenalised estimates, and where it gives more
 * than 5 % of what is known of a weight there are no tests and intervals, which would be centred on a shrunken weight. They are null where the data do not determine a
 * weight, with `l1`, by L-BFGS for two classes, and for several with more than 300 coefficients in all. Row weights count as repetitions. With several classes the figures are under `classes`, for each class in order, and
 * compare it with the average of all. A constant or collinear feature, and without a penalty a class that can be told apart without error, are warned of; weights are
 * finite all the same.
 *
 * @param options - penalties and when to end
 * @returns a trainer, which does not accept null features
 * @throws RangeError when an option is out of range; fitting throws `E_FEATURE_NULL` where a feature is null, `E_FEATURE_RANGE` where it is infinite or beyond 1e300,
 * `E_EQUATIONS_SINGULAR` when the equations cannot be solved because numbers overflow
 * @see https://hastie.su.domains/ElemStatLearn/ section 4.4
 * @example
 * ```ts
 * import { logisticRegression } from '@millrace/train'
 *
 * const features = [Float64Array.of(-1, 1, -1, 1)]
 * const { operations } = await logisticRegression().fit({ features, names: ['x'], target: Float64Array.of(0, 1, 0, 1) }, { seed: 7 })
 * operations[0]?.op // => 'linear'
 * ```
 * @category Trainers
 * @since 0.1.0
 */
export function logisticRegression(options: LogisticRegressionOptions = {}): Trainer<false, 'binary' | 'multiclass'> {
  const { l1 = 0, l2 = 1, tolerance, solver, maxIterations } = options
  for (const [name, value] of Object.entries({ l1, l2 }))
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
      throw new RangeError(`logisticRegression: ${name} is ${value}, not a number from 0`)
  if (tolerance !== undefined && !(tolerance > 0 && tolerance < 1))
    throw new RangeError(`logisticRegression: the tolerance is ${tolerance}, not a share above 0 and below 1`)
  if (maxIterations !== undefined && (!Number.isSafeInteger(maxIterations) || maxIterations < 1))
    throw new RangeError(`logisticRegression: maxIterations is ${maxIterations}, not a positive integer`)
  if (solver !== undefined && solver !== 'newton' && solver !== 'lbfgs')
    throw new RangeError(`logisticRegression: the solver is '${solver}', not newton or lbfgs`)
  const params = {
    l1,
    l2,
    ...(solver !== undefined && { solver }),
    ...(tolerance !== undefined && { tolerance }),
    ...(maxIterations !== undefined && { maxIterations }),
  }
  return Object.freeze({
    specVersion: 1 as const,
    name: 'logistic-regression',
    params: Object.freeze(params),
    acceptsNull: false as const,
    tasks: ['binary', 'multiclass'] as const,
    fit: async (data, work) => (await import('./fit-logistic.ts')).fitLogistic(data, work, params),
  } satisfies Trainer<false, 'binary' | 'multiclass'>)
}
