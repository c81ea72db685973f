import type { StringColumn } from '@millrace/core'
import { bucketOf, countLevels } from '../profile/count-levels.ts'
import { bucketsOfProfile } from '../profile/merge-profiles.ts'
import type { LevelProfile } from '../profile/profile-types.ts'
import type { LevelRows } from './chances.ts'
import type { ColumnFacts } from './current-column.ts'

/** The facts of text. */
export function levelsOf(reference: LevelProfile, column: StringColumn): ColumnFacts {
  const { levels: found, nulls } = countLevels(column)
  const named = new Set(reference.levels)
  const counts = new Map(found.map(({ level, count }) => [level, count]))
  return {
    count: column.codes.length - nulls,
    nulls,
    constant: found.length === 1 ? found[0]!.level : null,
    numbers: null,
    levels: rowsOf(reference, {
      named: reference.levels.map((level) => counts.get(level) ?? 0),
      others: found.filter(({ level }) => !named.has(level)).map(({ count }) => count),
    }),
  }
}

/** The facts of text that was counted; other levels of one digest pass for one level, which makes them no likelier than they are by a hair. */
export function levelsOfProfile(reference: LevelProfile, current: LevelProfile): ColumnFacts {
  const others = current.others > 0 ? [...bucketsOfProfile(current)] : []
  if (current.others > 0) for (const [index, level] of current.levels.entries()) others[bucketOf(level)]! -= current.counts[index]!
  const present = current.levels.filter((_, index) => current.counts[index]! > 0)
  return {
    count: current.count,
    nulls: current.nulls,
    constant: current.others === 0 && present.length === 1 ? present[0]! : null,
    numbers: null,
    levels: rowsOf(reference, { named: current.counts, others }),
  }
}

interface CurrentRows {
  /** Of the levels that the reference names. */
  readonly named: readonly number[]
  /** Of each other level. */
  readonly others: readonly number[]
}

function rowsOf(reference: LevelProfile, { named, others }: CurrentRows): readonly LevelRows[] | null {
  if (reference.others > 0) return null
  return [
    ...named.map((current, index) => ({ reference: reference.counts[index]!, current })),
    ...others.filter((current) => current > 0).map((current) => ({ reference: 0, current })),
  ]
}
