import { type CalibrationReport, calibrationFrom } from './calibration-report.ts'
import { type ConceptDrift, type ConceptDriftOptions, type ConceptRule, conceptDriftFrom, conceptRule } from './concept-drift.ts'
import { estimateFrom } from './estimate-performance.ts'
import type { JoinedLabels } from './joined-labels.ts'
import { checkThreshold, type LabelledScores, type ScoreCells } from './performance-input.ts'
import { type PerformanceReference, readReference } from './performance-reference.ts'
import type { PerformanceReport } from './performance-report.ts'
import { checkTimes, checkWindows, cutPredictions, type PredictionWindows, type WindowPart } from './prediction-windows.ts'
import { readLabelled, readScores } from './read-scores.ts'
import { realisedFrom, scoredRows } from './realised-performance.ts'

/**
 * How performance is followed over windows.
 *
 * @category Performance
 * @since 0.1.0
 */
export interface PerformanceByWindowOptions extends ConceptDriftOptions {
  /** The windows. */
  readonly windows: PredictionWindows
  /** Labelled rows from before, that the model was not trained on. @defaultValue none: nothing is estimated, and nothing alerts */
  readonly reference?: LabelledScores | ScoreCells | undefined
}

/**
 * Performance of the predictions of one window.
 *
 * @category Performance
 * @since 0.1.0
 */
export interface PerformanceWindow {
  /** For people: `rows 1-500`, `2026-11-16 to 2026-11-23`. */
  readonly label: string
  /** Begin in milliseconds since 1970-01-01 UTC; null for windows by number. */
  readonly fromMs: number | null
  /** End, not included. */
  readonly toMs: number | null
  /** Predictions with a score. */
  readonly rows: number
  /** Those with a label. */
  readonly labelled: number
  /** Those whose label is not there and not due yet. */
  readonly pending: number
  /** Those whose label was due and is not there. */
  readonly overdue: number
  /** Whether no prediction is to come and no label is pending; figures of other windows will change. */
  readonly complete: boolean
  /** Estimated from the scores of all predictions; null without a reference. */
  readonly estimated: PerformanceReport | null
  /** From the labels that are there; null where there are none. */
  readonly realised: PerformanceReport | null
  /** The model's own probabilities against the labels that are there; null where there are none. */
  readonly calibration: CalibrationReport | null
  /** Realised against estimated performance of the labelled predictions; null without a reference or labels. */
  readonly concept: ConceptDrift | null
}

/**
 * Follows a model over windows of its predictions: estimated performance at once; realised performance, calibration and concept drift as labels come.
 *
 * Windows without a scored prediction are left out. Of a window whose labels are not all there, the labelled predictions may be unlike the others: where a default shows
 * sooner than a repayment, say, the rate of defaults is too high at first. It is told by `complete`.
 *
 * @param joined - predictions in order of time with the labels that are known, from {@link joinLabels}
 * @param options - windows, reference and threshold
 * @returns the windows, oldest first, fit for JSON
 * @throws MillraceError `E_PERFORMANCE_INPUT` when a score is no probability, a label is not 0, 1 or NaN, or times do not ascend; `E_DRIFT_EMPTY` when the reference has no labelled rows;
 * `E_DRIFT_OPTION` when an option is out of range
 * @example
 * ```ts
 * import { performanceByWindow } from '@millrace/drift'
 *
 * const atMs = Float64Array.from({ length: 400 }, (_, i) => i * 3_600_000)
 * const scores = atMs.map((_, i) => (i % 10) / 10 + 0.05)
 * const labels = scores.map((score, i) => (i < 300 ? Number(((i * 7919) % 1000) / 1000 < score) : Number.NaN))
 * const windows = performanceByWindow({ atMs, scores, labels, asOfMs: 400 * 3_600_000, dueMs: null }, { windows: { period: 'week' } })
 * windows.map(({ rows, labelled, complete }) => [rows, labelled, complete]) // => [[96, 96, true], [168, 168, true], [136, 36, false]]
 * ```
 * @category Performance
 * @since 0.1.0
 */
export function performanceByWindow(
  joined: Pick<JoinedLabels, 'atMs' | 'scores' | 'labels' | 'asOfMs' | 'dueMs'>,
  options: PerformanceByWindowOptions,
): readonly PerformanceWindow[] {
  const name = 'performanceByWindow'
  checkWindows(options.windows)
  checkTimes(joined)
  const threshold = checkThreshold(name, options)
  const reference = options.reference && readReference(options.reference, name, threshold)
  const rule = { threshold, ...conceptRule(name, options) }
  return Object.freeze(cutPredictions(joined, options.windows).flatMap((part) => windowOf(joined, part, { reference, rule })))
}

interface Measuring {
  readonly reference: PerformanceReference | undefined
  readonly rule: ConceptRule & { readonly threshold: number }
}

function windowOf(
  joined: Pick<JoinedLabels, 'atMs' | 'scores' | 'labels' | 'asOfMs' | 'dueMs'>,
  { start, end, open, ...named }: WindowPart,
  { reference, rule }: Measuring,
): readonly PerformanceWindow[] {
  const [scores, labels] = [joined.scores.subarray(start, end), joined.labels.subarray(start, end)]
  const rows = scoredRows(scores)
  if (rows === 0) return []
  const reading = { function: 'performanceByWindow', side: 'current' } as const
  const waiting = Array.from(labels.keys()).filter((row) => Number.isNaN(labels[row]!) && !Number.isNaN(scores[row]!))
  const pending = waiting.filter((row) => joined.asOfMs - joined.atMs[start + row]! < (joined.dueMs ?? Infinity)).length
  const labelled = rows - waiting.length
  const known = labelled > 0 ? readLabelled({ scores, labels }, reading) : null
  return [
    Object.freeze({
      ...named,
      rows,
      labelled,
      pending,
      overdue: waiting.length - pending,
      complete: !open && pending === 0,
      estimated: reference === undefined ? null : estimateFrom(reference, readScores(scores, reading), rule.threshold),
      realised: known && realisedFrom(known, { threshold: rule.threshold, rows, reference }),
      calibration: known && calibrationFrom(known),
      concept: reference === undefined || known === null ? null : conceptDriftFrom(reference, known, rule),
    }),
  ]
}
