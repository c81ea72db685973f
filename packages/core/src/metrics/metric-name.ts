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
 * Tells whether more of a metric is better; less is for the losses, `logLoss` and `brier`.
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
export function isHigherBetter(metric: BinaryMetricName): boolean {
  return metric !== 'logLoss' && metric !== 'brier'
}
