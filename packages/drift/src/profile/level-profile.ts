import { compareCodePoints, MillraceError } from '@millrace/core'
import type { MonitoredColumn } from '../monitor/define-monitor.ts'
import type { MonitorSettings } from '../monitor/settings.ts'
import { bucketCount, bucketsOf, type LevelCount } from './count-levels.ts'
import { levelName } from './level-name.ts'
import { bytesOf, columnBytes } from './profile-size.ts'
import type { LevelProfile } from './profile-types.ts'
import type { FrameOf } from './segment-profile.ts'

/** The part of a profile that says which levels are counted by name. */
export type LevelFrame = FrameOf<LevelProfile>
/** The part that is counted. */
export type LevelTally = Omit<LevelProfile, keyof LevelFrame>

/** From so many rows on, a string with so many distinct values a row is taken for an identifier or free text. */
const identifier = { rows: 50, share: 0.9 }

/** Chooses the levels: those that occur and the declared ones of a closed list, most frequent first, as many as a profile has room for. */
export function levelFrame({ spec, role }: MonitoredColumn, levels: readonly LevelCount[], { topValues }: MonitorSettings): LevelFrame {
  const rows = levels.reduce((sum, { count }) => sum + count, 0)
  if (spec.kind === 'string' && rows >= identifier.rows && levels.length > identifier.share * rows) {
    throw identifierError({ column: spec.name, distinct: levels.length, rows })
  }
  const known = new Set(levels.map(({ level }) => level))
  const unused = (spec.categories ?? []).map(levelName).filter((level) => !known.has(level))
  const ranked = [...levels, ...unused.map((level) => ({ level, count: 0 }))]
  ranked.sort((a, b) => b.count - a.count || compareCodePoints(a.level, b.level))
  const frame = { column: spec.name, role, kind: spec.kind, distinct: levels.length, type: 'level' } as const
  const names = ranked.slice(0, topValues).map(({ level }) => level)
  return { ...frame, levels: fitting(names, columnBytes(topValues) - bytesBeside(frame)) }
}

/** An identifier or free text has no distribution. */
export function identifierError({ column, distinct, rows }: { column: string; distinct: number; rows: number }): MillraceError {
  return new MillraceError({
    code: 'E_PROFILE_IDENTIFIER',
    message: `column '${column}' has ${distinct} distinct values in ${rows} rows: an identifier or free text has no distribution to compare; leave it out of the monitor's columns`,
    details: { column, distinct, rows },
  })
}

/** Bytes of all but the levels and their counts, where there are a billion rows of other levels too. */
function bytesBeside(frame: Omit<LevelFrame, 'levels'>): number {
  const figures = { count: 1e9, nulls: 1e9, distinct: 1e9, others: 1e9, buckets: new Array<number>(bucketCount).fill(1e9 / bucketCount) }
  return bytesOf({ ...frame, column: '', ...figures, levels: [], counts: [] })
}

/** The first levels that there is room for, each with a count: of a billion rows, the i-th most frequent level has an i-th at most. */
function fitting(levels: readonly string[], room: number): string[] {
  let rest = room
  const over = levels.findIndex((level, index) => {
    rest -= bytesOf(level) + 1 + String(Math.ceil(1e9 / (index + 1))).length + 1
    return rest < 0
  })
  return over < 0 ? [...levels] : levels.slice(0, over)
}

interface LevelsFound {
  readonly named: readonly number[]
  readonly nulls: number
  /** Rows of other levels by bucket. */
  readonly others: readonly number[]
  readonly count: number
}

/** What was counted, as profiles hold it. */
export function levelTally(levels: readonly string[], { named, nulls, others, count }: LevelsFound): LevelTally {
  const rows = others.reduce((sum, one) => sum + one, 0)
  const ofNamed = bucketsOf(levels.map((level, index) => ({ level, count: named[index]! })))
  return { count, nulls, counts: named, others: rows, buckets: rows > 0 ? ofNamed.map((one, bucket) => one + others[bucket]!) : null }
}

/** A column's profile, with its members in one order. */
export function levelProfile(frame: LevelFrame, { count, nulls, counts, others, buckets }: LevelTally): LevelProfile {
  const { column, role, kind, levels } = frame
  const distinct = frame.distinct ?? (others > 0 ? null : counts.filter((one) => one > 0).length)
  return { column, role, kind, count, nulls, distinct, type: 'level', levels, counts, others, buckets }
}
