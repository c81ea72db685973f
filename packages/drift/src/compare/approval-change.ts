/**
 * How the share of approved rows changed: rows whose score is on the approving side of the threshold.
 *
 * @category Reports
 * @since 0.1.0
 */
export interface ApprovalChange {
  /** Column of the scores. */
  readonly column: string
  /** Rows are approved from this score on, or below it. */
  readonly threshold: number
  /** Which side is approved. */
  readonly approve: 'at-least' | 'below'
  /** Share of approved reference rows, in [0, 1]. */
  readonly reference: number
  /** Share of approved current rows, in [0, 1]. */
  readonly current: number
  /** Current minus reference, in [-1, 1]. */
  readonly change: number
  /** 95 % interval of the change (Newcombe), in [-1, 1]. */
  readonly interval: { readonly lower: number; readonly upper: number }
  /** Two-sided p-value of equal rates. */
  readonly pValue: number
  /** Rows with a score on either side. */
  readonly sizes: { readonly reference: number; readonly current: number }
}
