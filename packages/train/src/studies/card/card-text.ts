import type { GroupFairness } from '../fairness/fairness.ts'
import type { Rate } from '../fairness/rate.ts'
import type { CardMetric } from './card-content.ts'

/** A figure as people read it: 3 or 4 digits that say something. */
export function figure(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value)
  return Math.abs(value) >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(4)))
}

/** `0.712 to 0.843`; a dash where there is no interval. */
export function intervalOf({ lower, upper }: { readonly lower?: number; readonly upper?: number }): string {
  return lower === undefined || upper === undefined ? '–' : `${figure(lower)} to ${figure(upper)}`
}

const names: Readonly<Record<string, string>> = {
  auc: 'AUC (ROC)',
  ks: 'Kolmogorov-Smirnov',
  brier: 'Brier score',
  f1: 'F1',
  macroF1: 'macro F1',
  mcc: 'Matthews correlation',
  rmse: 'RMSE',
  mae: 'MAE',
  r2: 'R²',
  poissonDeviance: 'Poisson deviance',
}

/** Name of a metric within a sentence: `balancedAccuracy` is `balanced accuracy`. */
export const metricInSentence = (metric: string): string => names[metric] ?? metric.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase()

/** Name of a metric as a heading: `balancedAccuracy` is `Balanced accuracy`. */
export function metricName({ metric }: Pick<CardMetric, 'metric'>): string {
  const name = metricInSentence(metric)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** `62 % (55 to 69)`; a dash where there are no rows. */
function percent(rate: Rate | null): string {
  if (rate === null) return '–'
  const share = (value: number) => (100 * value).toFixed(0)
  return `${share(rate.estimate)} % (${share(rate.lower)} to ${share(rate.upper)})`
}

/** Headings and cells of a group's row. */
export const fairnessCells: readonly (readonly [heading: string, cell: (group: GroupFairness) => string])[] = [
  ['Rows', ({ rows }) => String(rows)],
  ['Selected', ({ selectionRate }) => percent(selectionRate)],
  ['True positive rate', ({ truePositiveRate }) => percent(truePositiveRate)],
  ['False positive rate', ({ falsePositiveRate }) => percent(falsePositiveRate)],
  ['Predicted', ({ meanProbability }) => `${(100 * meanProbability).toFixed(0)} %`],
  ['Observed', ({ observedRate }) => percent(observedRate)],
  [
    'Ratio',
    ({ disparateImpact }) =>
      disparateImpact === null
        ? '–'
        : `${disparateImpact.estimate.toFixed(2)} (${disparateImpact.lower.toFixed(2)} to ${disparateImpact.upper.toFixed(2)})`,
  ],
]
