import type { LevelProfile, NumberProfile } from './profile-types.ts'

/** What says where values are counted, by column; everything else of a column's profile is what was counted. */
type FrameMember = 'column' | 'role' | 'kind' | 'type' | 'test' | 'discrete' | 'cells' | 'bands' | 'levels' | 'distinct'

/**
 * What was counted of one column, without the cells that it was counted into.
 *
 * @category Profiles
 * @since 0.1.0
 */
export type ColumnTally = Omit<NumberProfile, FrameMember> | Omit<LevelProfile, FrameMember>

/**
 * The rows of one segment (`area = Rural`), counted into the cells of the whole profile, which are not repeated: `profileOfSegment` puts both together.
 *
 * @category Profiles
 * @since 0.1.0
 */
export interface SegmentProfile {
  /** The column that makes the segments. */
  readonly column: string
  /** Its level; `true` or `false` of a boolean column. */
  readonly value: string
  /** Number of rows. */
  readonly rows: number
  /** What was counted, in the order of the profile's columns. */
  readonly columns: readonly ColumnTally[]
}

/** Only for the compiler: a column's profile is its frame and its tally. */
export type FrameOf<Profile extends NumberProfile | LevelProfile> = Pick<Profile, Extract<keyof Profile, FrameMember>>
