/**
 * What a classifier that tells current from reference rows says; strict JSON.
 *
 * @category Domain classifier
 * @since 0.1.0
 */
export interface DomainDrift {
  /** Area under the ROC curve out of fold, in [0, 1]; 0.5 means that the sides cannot be told apart. */
  readonly auc: number
  /** 95 % interval of it. */
  readonly interval: { readonly lower: number; readonly upper: number }
  /** One-sided p-value of an area of 0.5. */
  readonly pValue: number
  /** From which area on a significant difference is drift. */
  readonly floor: number
  /** Significant, and the area is at its floor or above it. */
  readonly drifted: boolean
  /** Rows of either side that took part. */
  readonly sizes: { readonly reference: number; readonly current: number }
  /** Columns by their share in telling the sides apart, greatest first; shares add up to 1. */
  readonly attributions: readonly { readonly column: string; readonly share: number }[]
}
