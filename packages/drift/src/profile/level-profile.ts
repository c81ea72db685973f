import { compareCodePoints, MillraceError, type StringColumn } from '@millrace/core'
import type { MonitoredColumn } from '../monitor/define-monitor.ts'
import type { MonitorSettings } from '../monitor/settings.ts'
import { bucketsOf, countLevels, type LevelCount } from './count-levels.ts'
import type { LevelProfile } from './profile-types.ts'

/** The part of a profile that says which levels are counted by name. */
export type LevelFrame = Omit<LevelProfile, 'count' | 'nulls' | 'counts' | 'others' | 'buckets'>

/** From so many rows on, a string with so many distinct values a row is taken for an identifier or free text. */
const identifier = { rows: 50, share: 0.9 }

/** Chooses the levels: the declared ones of a closed list, then the most frequent ones. */
export function levelFrame(
  { spec, role }: MonitoredColumn,
  { column, settings }: { readonly column: StringColumn; readonly settings: MonitorSettings },
): LevelFrame {
  const { levels } = countLevels(column)
  const rows = levels.reduce((sum, { count }) => sum + count, 0)
  if (spec.kind === 'string' && rows >= identifier.rows && levels.length > identifier.share * rows) {
    throw new MillraceError({
      code: 'E_PROFILE_IDENTIFIER',
      message: `column '${spec.name}' has ${levels.length} distinct values in ${rows} rows: an identifier or free text has no distribution to compare; leave it out of the monitor's columns`,
      details: { column: spec.name, distinct: levels.length, rows },
    })
  }
  const unused = (spec.categories ?? [])
    .filter((level) => !levels.some((one) => one.level === level))
    .map((level): LevelCount => ({ level, count: 0 }))
  const ranked = [...levels, ...unused].sort((a, b) => b.count - a.count || compareCodePoints(a.level, b.level))
  return {
    column: spec.name,
    role,
    kind: spec.kind,
    type: 'level',
    distinct: levels.length,
    levels: ranked.slice(0, settings.topValues).map(({ level }) => level),
  }
}

/** Counts the column by given levels. */
export function countIntoLevels(frame: LevelFrame, column: StringColumn): LevelProfile {
  const { levels, nulls } = countLevels(column)
  const byLevel = new Map(levels.map(({ level, count }) => [level, count]))
  const counts = frame.levels.map((level) => byLevel.get(level) ?? 0)
  const count = column.codes.length - nulls
  const others = count - counts.reduce((sum, one) => sum + one, 0)
  return { ...frame, count, nulls, counts, others, buckets: others > 0 ? bucketsOf(levels) : null }
}
