import type { ColumnKind } from '@millrace/core'
import type { ColumnRole } from '../compare/drift-report.ts'
import type { MonitorSettings } from '../monitor/settings.ts'
import type { TestName } from '../tests/test-result.ts'
import type { SegmentProfile } from './segment-profile.ts'

/**
 * Where cells begin: each is closed on the left, both ends are open, and each atom is a cell of its own.
 *
 * @category Profiles
 * @since 0.1.0
 */
export interface CellEdges {
  /** Ascending and finite. */
  readonly edges: readonly number[]
  /** Those edges that are heavy values: each is a cell of that value alone, followed by the cell of what is above it. */
  readonly atoms: readonly number[]
}

/**
 * What a profile keeps of any column.
 *
 * @category Profiles
 * @since 0.1.0
 */
export interface ColumnProfileBase {
  /** Name of the column. */
  readonly column: string
  /** What it is to the model. */
  readonly role: ColumnRole
  /** What its values mean. */
  readonly kind: ColumnKind
  /** Rows that are not null. */
  readonly count: number
  /** Rows that are null. */
  readonly nulls: number
  /** Distinct values: of a whole table, and wherever each has a cell of its own; otherwise null. */
  readonly distinct: number | null
}

/**
 * Numbers, booleans, days and instants, as counts in frozen cells.
 *
 * @category Profiles
 * @since 0.1.0
 */
export interface NumberProfile extends ColumnProfileBase {
  /** Tells the two shapes apart. */
  readonly type: 'number'
  /** Which test judges the column, chosen once from the reference. */
  readonly test: TestName
  /** Whether every reference value is an atom: few values, each of them often. */
  readonly discrete: boolean
  /** Values that are infinite: they lie in the end cells, and figures below leave them out. */
  readonly infinite: number
  /** Mean of the finite values; null where there are none. */
  readonly mean: number | null
  /** Sum of their squared distances from the mean. */
  readonly squares: number | null
  /** The least. */
  readonly minimum: number | null
  /** The greatest. */
  readonly maximum: number | null
  /** The cells. */
  readonly cells: CellEdges
  /** Coarser cells, unions of those: tenths of the reference and their atoms. */
  readonly bands: CellEdges
  /** Rows by cell. */
  readonly counts: readonly number[]
  /** Sums of the finite values by cell, each in as many digits as tell a hundredth of the cell's width. */
  readonly sums: readonly number[]
  /** Outcomes by cell, of a column of predictions where the monitor's target is boolean; null otherwise, and where no outcome is known. */
  readonly labels: ScoreLabels | null
}

/**
 * Outcomes of scored rows by the cell of their score.
 *
 * @category Profiles
 * @since 0.1.0
 */
export interface ScoreLabels {
  /** Rows of a cell whose target is true. */
  readonly positive: readonly number[]
  /** Rows of a cell whose target is null; null where there are none, so that all other rows are negative. */
  readonly unknown: readonly number[] | null
  /** Rows of all cells whose target is known. */
  readonly known: number
}

/**
 * Categories and strings, as counts by level.
 *
 * @category Profiles
 * @since 0.1.0
 */
export interface LevelProfile extends ColumnProfileBase {
  /** Tells the two shapes apart. */
  readonly type: 'level'
  /** The most frequent reference levels, most frequent first; one of more than 64 code units by its first 48 and a digest. */
  readonly levels: readonly string[]
  /** Rows by level. */
  readonly counts: readonly number[]
  /** Rows of other levels. */
  readonly others: number
  /** Rows of all levels by a digest of the level, into 200 cells; null where there are no others, so that it would say nothing. */
  readonly buckets: readonly number[] | null
}

/**
 * What a profile keeps of one column.
 *
 * @category Profiles
 * @since 0.1.0
 */
export type ColumnProfile = NumberProfile | LevelProfile

/**
 * Everything that a comparison needs of the reference rows, and none of them: plain JSON of 6,144 bytes a column at most, beside its name, with up to a
 * billion rows in its cells.
 *
 * What is stored is made to fit: edges are rounded to the fewest digits that leave every cell its share to a tenth, heavy values are exact, sums
 * keep a hundredth of their cell's width a row, and names of levels beyond 64 code units end in a digest. Where that is still too large there are fewer cells or
 * levels than the monitor asks for. A monitor that asks for more than 200 of them gets as many times 6,144 bytes.
 *
 * @category Profiles
 * @since 0.1.0
 */
export interface Profile {
  /** Tells the file from others. */
  readonly format: 'millrace/drift-profile'
  /** Version of this shape. */
  readonly schemaVersion: 1
  /** Name of the monitor. */
  readonly monitor: string
  /** How the monitor decides. */
  readonly settings: MonitorSettings
  /** Number of rows. */
  readonly rows: number
  /** Digest of the data that the rows were read from. */
  readonly digest: string | null
  /** The columns, in the monitor's order. */
  readonly columns: readonly ColumnProfile[]
  /** The segments of the monitor's segment columns: of each the most frequent 50 reference levels. */
  readonly segments: readonly SegmentProfile[]
}
