import type { ColumnKind } from '@millrace/core'
import type { DomainDrift } from '../domain/domain-drift.ts'
import type { PerformanceReport } from '../performance/performance-report.ts'
import type { QualityCheck } from '../quality/quality-check.ts'
import type { SegmentDrift } from '../segments/segment-drift.ts'
import type { EffectName, TestName, TestResult } from '../tests/test-result.ts'
import type { ApprovalChange } from './approval-change.ts'

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
 * - `drifted`: significant after correction, and the effect is at its floor or above it.
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
  /** The effect; where `statisticBounds` are given, its lower bound. */
  readonly value: number
  /** From here on a significant difference is drift; below it is `small`. */
  readonly floor: number
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
  /** The same after Benjamini-Hochberg over the null-share tests of the role's columns. */
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
 * One bar of a picture, on both sides.
 *
 * @category Reports
 * @since 0.1.0
 */
export interface PictureCell {
  /** The values in the cell, for people: `Urban`, `2,500 – 3,200`, `< 40`; text from data, so escape it. */
  readonly label: string
  /** Share of the reference's values, in [0, 1]. */
  readonly reference: number
  /** Share of the current values, in [0, 1]; null where there are none. */
  readonly current: number | null
}

/**
 * Figures of the numbers on one side; days count from 1970-01-01, instants in milliseconds since then.
 *
 * @category Reports
 * @since 0.1.0
 */
export interface NumberSummary {
  /** Their mean. */
  readonly mean: number
  /** Their population standard deviation. */
  readonly deviation: number
  /** The least. */
  readonly minimum: number
  /** The greatest. */
  readonly maximum: number
  /** 5, 25, 50, 75 and 95 % quantiles, interpolated within cells. */
  readonly quantiles: readonly [number, number, number, number, number]
}

/**
 * What a page draws of a column.
 *
 * @category Reports
 * @since 0.1.0
 */
export interface ColumnPicture {
  /** At most 25 bars: of numbers in ascending order, of categories by reference share, the rest as the last one. Shares of a side add up to 1. */
  readonly cells: readonly PictureCell[]
  /** Figures of the reference; null for categories and where there are no values. */
  readonly reference: NumberSummary | null
  /** Figures of the current rows; null for categories and where there are no values. */
  readonly current: NumberSummary | null
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
  /** How the p-value was found: by the exact law, by a limit law, or by bounds from cells. */
  readonly method: NonNullable<TestResult['method']> | 'cells'
  /** D of Kolmogorov-Smirnov or X² of chi-square, higher is more different; the lower bound where only bounds are known; null where the column failed. */
  readonly statistic: number | null
  /** Bounds of the statistic, where cells only bound it. */
  readonly statisticBounds: Bounds | null
  /** What the statistic stays below in 95 of 100 comparisons without drift at these sizes; null where no law is known. */
  readonly noise: number | null
  /** Degrees of freedom, where the law has them. */
  readonly degreesOfFreedom: number | null
  /** p-value of equal distributions, lower is more different; the upper bound where only bounds are known; null where the column failed. */
  readonly pValue: number | null
  /** Bounds of the p-value, where cells only bound it. */
  readonly pValueBounds: Bounds | null
  /** `pValue` after Benjamini-Hochberg over the columns of the same role. */
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
  /** Effect times importance: what the drift does to the model; null where no attributions were given. */
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
  /** Names of the input and monitored columns, the most important drift first: by impact where attributions were given, else by effect. */
  readonly ranked: readonly string[]
  /** Names of the input and monitored columns whose verdict is `drifted`. */
  readonly drifted: readonly string[]
  /** Names of the input and monitored columns whose share of nulls drifted. */
  readonly nullsDrifted: readonly string[]
  /** Checks of the data's quality. */
  readonly quality: readonly QualityCheck[]
  /** The change of the approval rate; null where the monitor names no approval. */
  readonly approval: ApprovalChange | null
  /** Segments; empty where the monitor names none. */
  readonly segments: readonly SegmentDrift[]
  /** Performance, estimated or realised, as the caller gave it. */
  readonly performance: PerformanceReport | null
  /** The domain classifier, as the caller gave it. */
  readonly domain: DomainDrift | null
}
