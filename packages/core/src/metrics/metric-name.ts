/**
 * Names of the metrics of a binary model that are one number, as {@link binaryMetrics} gives them.
 *
 * @example
 * ```ts
 * import { binaryMetricNames } from '@millrace/core/metrics'
 *
 * binaryMetricNames.slice(0, 3) // => ['auc', 'averagePrecision', 'ks']
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export const binaryMetricNames = Object.freeze([
  'auc',
  'averagePrecision',
  'ks',
  'logLoss',
  'brier',
  'accuracy',
  'precision',
  'recall',
  'f1',
  'mcc',
] as const)

/**
 * A metric of a binary model that is one number.
 *
 * @category Metrics
 * @since 0.1.0
 */
export type BinaryMetricName = (typeof binaryMetricNames)[number]

/**
 * Names of the metrics of a model of several classes that are one number, as {@link multiclassMetrics} gives them.
 *
 * @example
 * ```ts
 * import { multiclassMetricNames } from '@millrace/core/metrics'
 *
 * multiclassMetricNames.slice(0, 2) // => ['logLoss', 'accuracy']
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export const multiclassMetricNames = Object.freeze([
  'logLoss',
  'accuracy',
  'balancedAccuracy',
  'macroPrecision',
  'macroRecall',
  'macroF1',
  'macroAuc',
] as const)

/**
 * A metric of a model of several classes that is one number.
 *
 * @category Metrics
 * @since 0.1.0
 */
export type MulticlassMetricName = (typeof multiclassMetricNames)[number]

/**
 * Names of the metrics of a model of a number of which more, or less, is better, as {@link regressionMetrics} gives them.
 *
 * @example
 * ```ts
 * import { regressionMetricNames } from '@millrace/core/metrics'
 *
 * regressionMetricNames // => ['rmse', 'mae', 'r2', 'pinballLoss', 'poissonDeviance']
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export const regressionMetricNames = Object.freeze(['rmse', 'mae', 'r2', 'pinballLoss', 'poissonDeviance'] as const)

/**
 * A metric of a model of a number.
 *
 * @category Metrics
 * @since 0.1.0
 */
export type RegressionMetricName = (typeof regressionMetricNames)[number]

const losses: ReadonlySet<string> = new Set(['logLoss', 'brier', 'rmse', 'mae', 'pinballLoss', 'poissonDeviance'])

/**
 * Tells whether more of a metric is better; less is for the losses: `logLoss`, `brier`, `rmse`, `mae`, `pinballLoss` and `poissonDeviance`.
 *
 * @param metric - name of a metric
 * @returns false for a loss
 * @example
 * ```ts
 * import { isHigherBetter } from '@millrace/core/metrics'
 *
 * isHigherBetter('auc') // => true
 * isHigherBetter('logLoss') // => false
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function isHigherBetter(metric: BinaryMetricName | MulticlassMetricName | RegressionMetricName): boolean {
  return !losses.has(metric)
}
