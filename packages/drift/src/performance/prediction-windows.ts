import { optionError } from '../internal/errors.ts'
import { labelOf, spanAt } from '../windows/time-windows.ts'
import type { JoinedLabels } from './joined-labels.ts'
import { inputError } from './performance-input.ts'

/**
 * How predictions are cut into windows: by number, by calendar period (UTC; weeks begin on Monday) or by a fixed length of time.
 *
 * @category Performance
 * @since 0.1.0
 */
export type PredictionWindows =
  | {
      /** Predictions of a window. */
      readonly rows: number
    }
  | {
      /** Calendar period of the time of prediction. */
      readonly period: 'hour' | 'day' | 'week' | 'month'
    }
  | {
      /** Length of a window; windows begin at multiples of it since 1970-01-01 UTC. */
      readonly milliseconds: number
    }

export function checkWindows(windows: PredictionWindows): void {
  if ('period' in windows) {
    if (['hour', 'day', 'week', 'month'].includes(windows.period)) return
    throw windowsError(windows.period, 'of hour, day, week and month')
  }
  const length = 'rows' in windows ? windows.rows : windows.milliseconds
  if (!Number.isSafeInteger(length) || length < 1) throw windowsError(length, 'an integer from 1 on')
}

/** Times must ascend, and be some that calendars hold. */
export function checkTimes({ atMs, scores, labels }: Pick<JoinedLabels, 'atMs' | 'scores' | 'labels'>): void {
  if (scores.length !== atMs.length || labels.length !== atMs.length) {
    const fault = `there are ${atMs.length} times, ${scores.length} scores and ${labels.length} labels; give columns of one length`
    throw inputError({ function: 'performanceByWindow', fault })
  }
  const wrong = atMs.findIndex((time, row) => !(Math.abs(time) < farthestMs) || time < (atMs[row - 1] ?? -Infinity))
  if (wrong < 0) return
  const fault = `the time at index ${wrong} is ${atMs[wrong]}; give milliseconds since 1970-01-01 UTC in ascending order, as joinLabels does`
  throw inputError({ function: 'performanceByWindow', fault, details: { index: wrong } })
}

/** What a `Date` can hold, a month less, so that every window in it has an end. */
const farthestMs = 8.64e15 - 31 * 86_400_000

const windowsError = (value: unknown, range: string) => optionError({ function: 'performanceByWindow', option: 'windows', value, range })

/** Rows of one window. */
export interface WindowPart {
  readonly label: string
  readonly fromMs: number | null
  readonly toMs: number | null
  readonly start: number
  readonly end: number
  /** Whether a prediction may still come. */
  readonly open: boolean
}

/** Stretches of predictions in order of time. */
export function cutPredictions({ atMs, asOfMs }: Pick<JoinedLabels, 'atMs' | 'asOfMs'>, windows: PredictionWindows): readonly WindowPart[] {
  const parts: WindowPart[] = []
  for (let start = 0, end = 0; start < atMs.length; start = end) {
    if ('rows' in windows) {
      end = Math.min(start + windows.rows, atMs.length)
      parts.push({ start, end, label: `rows ${start + 1}-${end}`, fromMs: null, toMs: null, open: end - start < windows.rows })
      continue
    }
    const span = spanAt({ ...windows, column: 'atMs' }, atMs[start]!)
    while (end < atMs.length && atMs[end]! < span.toMs) end++
    parts.push({ start, end, label: labelOf(span), ...span, open: asOfMs < span.toMs })
  }
  return parts
}
