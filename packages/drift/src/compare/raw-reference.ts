import { type Column, MillraceError, type Table } from '@millrace/core'
import type { ColumnProfile, Profile } from '../profile/profile-types.ts'
import { columnOf } from './column-of.ts'

/** Refuses rows that the profile cannot have been made of. */
export function checkReference(profile: Profile, reference: Table): void {
  if (reference.rowCount !== profile.rows) throw otherReference(profile.rows, reference.rowCount)
}

/** The raw reference column of numbers; undefined of categories, which cells tell exactly. */
export function rawColumn(profile: ColumnProfile, reference: Table): Column | undefined {
  const column = columnOf(reference, profile.column)
  if (column?.type !== 'number' || profile.type !== 'number') return undefined
  let count = 0
  for (let row = 0; row < column.values.length; row++) if (column.values[row] === column.values[row]) count++
  if (count !== profile.count) throw otherReference(profile.count, count, profile.column)
  return column
}

function otherReference(expected: number, given: number, column: string | null = null): MillraceError {
  const what = column === null ? 'rows' : `values in column '${column}'`
  return new MillraceError({
    code: 'E_PROFILE_MISMATCH',
    message: `compare: the raw reference has ${given} ${what}, the profile was made of ${expected}; give the rows that it was made of`,
    details: { column, expected, given },
  })
}
