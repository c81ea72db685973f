import type { PerformanceMetric } from './performance-report.ts'

/** What a row adds to a metric that is a ratio of two sums; arguments are its label, its predicted label, both 0 or 1, and its score. */
interface RatioMetric {
  readonly numerator: (label: number, predicted: number, score: number) => number
  readonly denominator: (label: number, predicted: number) => number
}

const one = () => 1

/** Every metric but the area under the curve. */
export const ratioMetrics: Readonly<Record<Exclude<PerformanceMetric, 'auc'> | 'positiveRate', RatioMetric>> = {
  accuracy: { numerator: (label, predicted) => Number(label === predicted), denominator: one },
  precision: { numerator: (label, predicted) => label * predicted, denominator: (_, predicted) => predicted },
  recall: { numerator: (label, predicted) => label * predicted, denominator: (label) => label },
  specificity: { numerator: (label, predicted) => (1 - label) * (1 - predicted), denominator: (label) => 1 - label },
  f1: { numerator: (label, predicted) => 2 * label * predicted, denominator: (label, predicted) => label + predicted },
  logLoss: { numerator: (label, _, score) => (label === 1 ? -Math.log(clipped(score)) : -Math.log1p(-clipped(score))), denominator: one },
  brier: { numerator: (label, _, score) => (score - label) ** 2, denominator: one },
  positiveRate: { numerator: (label) => label, denominator: one },
}

/** As core's log loss clips. */
const clipped = (score: number) => Math.min(Math.max(score, Number.EPSILON), 1 - Number.EPSILON)
