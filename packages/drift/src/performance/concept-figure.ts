import { normalSurvival } from '@millrace/core/distributions'
import { labelVariance, type MeasuredMetric, measure } from './measure.ts'
import { performanceMetrics, z95 } from './performance-figures.ts'
import type { PerformanceMetric } from './performance-report.ts'
import { expectLabels, type ScoreTally } from './score-tally.ts'

/**
 * One metric as labels show it, beside what the scores led to expect.
 *
 * @category Performance
 * @since 0.1.0
 */
export interface ConceptFigure {
  /** Which metric; `positiveRate` is the share of positive rows. */
  readonly metric: PerformanceMetric | 'positiveRate'
  /** Estimated from the calibrated scores of the labelled rows; null where it is not defined. */
  readonly estimated: number | null
  /** From their labels. */
  readonly realised: number | null
  /** Realised less estimated, less the same of the reference, which is what the estimate is wrong by without any drift. */
  readonly difference: number | null
  /** Standard error of the difference over labels, of both sides; scores are taken as given. */
  readonly standardError: number | null
  /** 95 % interval of the difference. */
  readonly interval: { readonly lower: number; readonly upper: number } | null
  /** Two-sided p-value of no difference; null where the difference is. */
  readonly pValue: number | null
  /** The same, corrected for the number of metrics (Benjamini and Hochberg). */
  readonly adjustedPValue: number | null
  /** Significant, and the difference is at the floor or above it. */
  readonly drifted: boolean
}

export const conceptMetrics: readonly ConceptFigure['metric'][] = ['auc', 'positiveRate', ...performanceMetrics.slice(1)]

/** A metric as it is and as it was expected to be. */
interface Gap {
  readonly estimated: number
  readonly realised: number
  readonly variance: number
}

export function gapMeasurer(
  probabilityOf: (score: number) => number,
  threshold: number,
): (metric: MeasuredMetric, sorted: ScoreTally) => Gap | null {
  return (metric, sorted) => {
    const expected = expectLabels(sorted, probabilityOf)
    const estimate = measure(metric, expected, threshold)
    const realised = measure(metric, sorted, threshold)
    if (estimate === null || realised === null) return null
    return { estimated: estimate.value, realised: realised.value, variance: labelVariance(estimate, expected) }
  }
}

export function differenceOf(
  metric: ConceptFigure['metric'],
  current: Gap | null,
  reference: Gap | null,
): Omit<ConceptFigure, 'adjustedPValue' | 'drifted'> {
  const shown = { metric, estimated: current?.estimated ?? null, realised: current?.realised ?? null }
  if (current === null || reference === null) return { ...shown, difference: null, standardError: null, interval: null, pValue: null }
  const difference = current.realised - current.estimated - (reference.realised - reference.estimated)
  const standardError = Math.sqrt(current.variance + reference.variance)
  const z = difference === 0 ? 0 : Math.abs(difference) / standardError
  const interval = { lower: difference - z95 * standardError, upper: difference + z95 * standardError }
  return { ...shown, difference, standardError, interval: Object.freeze(interval), pValue: Math.min(1, 2 * normalSurvival(z)) }
}
