import type { DriftReport } from '../compare/drift-report.ts'

/**
 * One window of current rows, compared with the reference.
 *
 * @category Windows
 * @since 0.1.0
 */
export interface WindowResult {
  /** From 0 on, in the order of time. */
  readonly index: number
  /** For people: `rows 1-500`, `2026-11-16 to 2026-11-23`. */
  readonly label: string
  /** Begin in milliseconds since 1970-01-01 UTC; null for windows by count. */
  readonly fromMs: number | null
  /** End, not included. */
  readonly toMs: number | null
  /** Number of rows. */
  readonly rows: number
  /** Whether the window is full; the last one by count, and one that time has not closed, are not. */
  readonly complete: boolean
  /** Rows since the result before that are in no window: their time is null, or their window had closed. */
  readonly skipped: number
  /** The comparison; null where the window has no rows. */
  readonly report: DriftReport | null
}

/**
 * One figure over the windows with its control limits.
 *
 * @category Windows
 * @since 0.1.0
 */
export interface ControlSeries {
  /** What is followed. */
  readonly measure: 'effect' | 'mean' | 'null-share' | 'approval-rate' | 'row-count' | 'drifted-share'
  /** The column, or null where the figure is of all rows. */
  readonly column: string | null
  /** What is expected: the reference's figure, or the mean of earlier windows. */
  readonly center: number | null
  /** Limits by window: a figure outside is a signal. The limits follow each window's rows. */
  readonly points: readonly {
    readonly window: number
    readonly value: number | null
    readonly lower: number | null
    readonly upper: number | null
    readonly outside: boolean
  }[]
}

/**
 * Drift over time: every window against one reference; strict JSON.
 *
 * @category Windows
 * @since 0.1.0
 */
export interface WindowsReport {
  /** Tells the file from others. */
  readonly format: 'millrace/drift-windows'
  /** Version of this shape. */
  readonly schemaVersion: 1
  /** Name of the monitor. */
  readonly monitor: string
  /** Rows in no window, since their time is null. */
  readonly skipped: number
  /** The windows, oldest first. */
  readonly windows: readonly WindowResult[]
  /** The figures that are followed over them. */
  readonly series: readonly ControlSeries[]
}
