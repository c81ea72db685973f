import type { Trainer } from '@millrace/core'

/**
 * Linear regression by least squares, over normal equations that are summed over columns and refined from the rows' residuals.
 *
 * Nothing is standardised, which would change no prediction. The diagnostics hold rows, degrees of freedom, `rSquared`, `adjustedRSquared`, the residuals' standard
 * deviation, and for each feature and the intercept weight, standard error, Student's t, its two-sided p-value, and the ends of the 95 % interval; null where the data do not
 * determine a weight. These rest on errors of one spread. Weights of rows are precisions, as in weighted least squares: only their ratios matter. A constant feature gets
 * weight 0; collinear ones share their effect, with a warning.
 *
 * @returns a trainer, which does not accept null features
 * @throws fitting throws `E_FEATURE_NULL` where a feature or the target is null, `E_FEATURE_RANGE` where one is infinite or beyond 1e300, `E_EQUATIONS_SINGULAR` when numbers
 * overflow
 * @see https://hastie.su.domains/ElemStatLearn/ section 3.2
 * @example
 * ```ts
 * import { linearRegression } from '@millrace/train'
 *
 * const data = { features: [Float64Array.of(1, 2, 3, 4)], names: ['x'], target: Float64Array.of(3, 5, 7, 9), task: { kind: 'regression' as const } }
 * const { diagnostics } = await linearRegression().fit(data, { seed: 7 })
 * diagnostics.rSquared // => 1
 * ```
 * @category Trainers
 * @since 0.1.0
 */
export function linearRegression(): Trainer<false, 'regression'> {
  return Object.freeze({
    specVersion: 1 as const,
    name: 'linear-regression',
    params: Object.freeze({}),
    acceptsNull: false as const,
    tasks: ['regression'] as const,
    fit: async (data, work) => (await import('./fit-ridge.ts')).fitRidge('linearRegression', data, work, 0),
  } satisfies Trainer<false, 'regression'>)
}
