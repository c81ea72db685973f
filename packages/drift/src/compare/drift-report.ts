import type { ColumnKind } from '@millrace/core'
import type { DomainDrift } from '../domain/domain-drift.ts'
import type { PerformanceReport } from '../performance/performance-report.ts'
import type { QualityCheck } from '../quality/quality-check.ts'
import type { SegmentDrift } from '../segments/segment-drift.ts'
import type { EffectName, TestName, TestResult } from '../tests/test-result.ts'
import type { ApprovalChange } from './approval-change.ts'
import type { ColumnPicture } from './column-picture.ts'

/**
 * What a monitored column is to the model: input and monitored columns are `input`.
 *
 * @category Reports
 * @since 0.1.0
 */
export type ColumnRole = 'input' | 'target' | 'prediction'

/**
 * What the comparison says of a column.
 *
 * - `drifted`: significant after correction, and the effect is at its floor or above it. A distance without a p-value is significant above its noise.
 * - `small`: significant after correction, but the effect is below its floor.
 * - `stable`: neither.
 * - `inconclusive`: the cells of the profile bound the p-value or the effect on both sides of the decision; raw reference values decide it.
 * - `failed`: could not be compared; `failure` says why.
 *
 * @category Reports
 * @since 0.1.0
 */
export type Verdict = 'drifted' | 'stable' | 'small' | 'inconclusive' | 'failed'

/**
 * The least and the greatest that a figure can be, where the profile's cells only bound it.
 *
 * @category Reports
 * @since 0.1.0
 */
export interface Bounds {
  /** Not above the exact figure. */
  readonly lower: number
  /** Not below the exact figure. */
  readonly upper: number
}

/**
 * How large a difference is, whatever the number of rows. Higher is more different.
 *
 * @category Reports
 * @since 0.1.0
 */
export interface Effect {
  /** What is measured. */
  readonly name: EffectName
  /** The effect, with its sign where it has one; where `statisticBounds` are given, its lower bound. */
  readonly value: number
  /** From this size on a significant difference is drift, and below it `small`; of an AUC the size is |2 AUC - 1|, of signed effects the absolute value. */
  readonly floor: number
}

/**
 * One line of the table that banks ask for: a band's shares and what it adds to the population stability index.
 *
 * @category Reports
 * @since 0.1.0
 */
export interface PsiBand {
  /** The values of the band, for people: `Urban`, `2,500 – 3,200`, `< 40`; text from data, so escape it. */
  readonly label: string
  /** Share of the reference's values, in [0, 1]. */
  readonly reference: number
  /** Share of the current values, in [0, 1]. */
  readonly current: number
  /** What the band adds to the index, in nats, at least 0; with additive smoothing, so that an empty band adds a finite amount. */
  readonly contribution: number
}

/**
 * The population stability index over the column's cells. Higher is more different; it informs and takes no part in the verdict.
 *
 * @category Reports
 * @since 0.1.0
 */
export interface PsiFigure {
  /** The index, in nats. */
  readonly value: number
  /** What 95 of 100 comparisons without drift stay below at these sizes and this number of cells. */
  readonly noise: number
  /** What the monitor calls a large index. */
  readonly threshold: number
  /** Whether the value is above both threshold and noise. */
  readonly exceeded: boolean
  /** The bands, whose contributions add up to the value: at most 25, the rest as the last one; empty where the index is over digests of too many levels. */
  readonly bands: readonly PsiBand[]
}

/**
 * The test of the share of nulls, corrected within a family of its own.
 *
 * @category Reports
 * @since 0.1.0
 */
export interface NullShares {
  /** Share of null rows in the reference, in [0, 1]. */
  readonly reference: number
  /** Share of null rows now, in [0, 1]; null where the column is missing. */
  readonly current: number | null
  /** Two-sided p-value of equal shares; lower is more different. */
  readonly pValue: number | null
  /** The same after correction over the null-share tests of the role's columns. */
  readonly adjustedPValue: number | null
  /** Significant after correction, and the effect at its floor or above it. */
  readonly drifted: boolean
}

/**
 * Current values that the reference does not have: new levels of categories and of discrete numbers; of other numbers, values outside the reference's range.
 *
 * @category Reports
 * @since 0.1.0
 */
export interface UnseenValues {
  /** Number of rows; null where the reference had more levels than its profile keeps, so that new ones cannot be told. */
  readonly count: number | null
  /** Their share of the current values that are not null. */
  readonly share: number | null
  /** At most five of them, the most frequent first; empty where the current rows were given as a profile. */
  readonly values: readonly (string | number)[]
}

/**
 * What became of one column.
 *
 * @category Reports
 * @since 0.1.0
 */
export interface ColumnDrift {
  /** Name of the column; text from a schema, so escape it. */
  readonly column: string
  /** What it is to the model. */
  readonly role: ColumnRole
  /** What its values mean. */
  readonly kind: ColumnKind
  /** The decision. */
  readonly verdict: Verdict
  /** Whether the verdict is `drifted`. */
  readonly drifted: boolean
  /** Which test judged the values; nulls take no part in it. */
  readonly test: TestName
  /** How the p-value was found; `cells` where the cells of a profile only bound it; null where there is none. */
  readonly method: TestResult['method'] | 'cells'
  /** The test's own statistic (D of Kolmogorov-Smirnov, X² of chi-square), or the distance; the lower bound where only bounds are known; null where the column failed. */
  readonly statistic: number | null
  /** Bounds of the statistic, where cells only bound it. */
  readonly statisticBounds: Bounds | null
  /** What the statistic stays below in 95 of 100 comparisons without drift at these sizes; null where no law is known. */
  readonly noise: number | null
  /** Degrees of freedom, where the law has them. */
  readonly degreesOfFreedom: number | null
  /** p-value of equal distributions, lower is more different; the upper bound where only bounds are known; null where the column failed, and for a distance without a law. */
  readonly pValue: number | null
  /** Bounds of the p-value, where cells only bound it. */
  readonly pValueBounds: Bounds | null
  /** `pValue` after correction over the columns of the same role. */
  readonly adjustedPValue: number | null
  /** Bounds of the adjusted p-value, where cells only bound some p-value of the family. */
  readonly adjustedPValueBounds: Bounds | null
  /** How large the difference is; null where the column failed. */
  readonly effect: Effect | null
  /** The population stability index; null where the column failed. */
  readonly psi: PsiFigure | null
  /** The shares of nulls. */
  readonly nulls: NullShares
  /** Values that the reference does not have. */
  readonly unseen: UnseenValues
  /** The column's share of the model's attributions, in [0, 1]; null where none were given. */
  readonly importance: number | null
  /** Importance times the effect, or the change of the share of nulls where that drifted and is larger: what the drift does to the model; null where no attributions were given. */
  readonly impact: number | null
  /** What a careful reader should know of the test; sentences. */
  readonly warnings: readonly string[]
  /** Why the column could not be compared; null where it could. */
  readonly failure: string | null
  /** What a page draws. */
  readonly picture: ColumnPicture
}

/**
 * How the current rows differ from the reference: strict JSON, no NaN and no undefined.
 *
 * @category Reports
 * @since 0.1.0
 */
export interface DriftReport {
  /** Tells the file from others. */
  readonly format: 'millrace/drift-report'
  /** Version of this shape. */
  readonly schemaVersion: 1
  /** Name of the monitor. */
  readonly monitor: string
  /** Adjusted p-values below this are significant. */
  readonly significance: number
  /** How p-values are corrected for their number. */
  readonly correction: 'benjamini-hochberg' | 'bonferroni' | 'none'
  /** Whose rules decided: this package's, or Evidently's defaults for those who migrate. */
  readonly mode: 'millrace' | 'evidently'
  /** Evidently's verdict of the whole table; null in any other mode. */
  readonly dataset: { readonly drifted: boolean; readonly share: number; readonly threshold: number } | null
  /** What was compared with. */
  readonly reference: {
    /** Number of rows. */
    readonly rows: number
    /** Digest of the data that they were read from. */
    readonly digest: string | null
    /** Whether raw reference values decided, or the cells of the profile alone. */
    readonly raw: boolean
  }
  /** What was compared. */
  readonly current: {
    /** Number of rows. */
    readonly rows: number
    /** Digest of the data that they were read from. */
    readonly digest: string | null
    /** Begin of the window, in milliseconds since 1970-01-01 UTC, as the caller gave it. */
    readonly fromMs: number | null
    /** End of the window, not included. */
    readonly toMs: number | null
  }
  /** Input and monitored columns, in the monitor's order. */
  readonly columns: readonly ColumnDrift[]
  /** The target, a family of its own; null where the monitor names none. */
  readonly target: ColumnDrift | null
  /** The predictions, a family of their own, in the monitor's order. */
  readonly predictions: readonly ColumnDrift[]
  /**
   * Names of the input and monitored columns in the order to read them: failed, drifted in values or nulls, inconclusive, small, stable; within each by
   * impact where attributions were given, else by size of the effect.
   */
  readonly ranked: readonly string[]
  /** Names of the input and monitored columns whose verdict is `drifted`. */
  readonly drifted: readonly string[]
  /** Names of the input and monitored columns whose share of nulls drifted. */
  readonly nullsDrifted: readonly string[]
  /** Checks of the data's quality. */
  readonly quality: readonly QualityCheck[]
  /** The change of the approval rate; null where the monitor names no approval, or there are no scores on a side. */
  readonly approval: ApprovalChange | null
  /** Segments; empty where the monitor names none. */
  readonly segments: readonly SegmentDrift[]
  /** Performance, estimated or realised, as the caller gave it. */
  readonly performance: PerformanceReport | null
  /** The domain classifier, as the caller gave it. */
  readonly domain: DomainDrift | null
}
