import { type Column, type ColumnKind, findColumn, isText, Table } from '@millrace/core'
import type { ColumnProfile, Profile } from '../profile/profile-types.ts'
import type { LevelRows } from './chances.ts'
import { levelsOf, levelsOfProfile } from './level-facts.ts'
import { numbersOf, numbersOfProfile } from './number-facts.ts'

/** What the checks need to know of the current rows of one column. */
export interface ColumnFacts {
  readonly count: number
  readonly nulls: number
  /** Rows by value on both sides; null where a side has values that are not told apart. */
  readonly levels: readonly LevelRows[] | null
  /** The only value of the rows; null where there are several, or none. */
  readonly constant: string | number | null
  /** Null for text. */
  readonly numbers: NumberFacts | null
}

/** What they need to know of numbers. */
export interface NumberFacts {
  readonly infinite: number
  /** Finite values outside the reference's range; null where a profile does not tell. */
  readonly outside: number | null
}

interface CurrentColumn {
  readonly kind: ColumnKind
  /** Values, or counts in the reference's cells. */
  readonly data: Column | ColumnProfile
}

/** The column of that name; undefined where there is none. */
export function currentColumn(current: Table | Profile, name: string): CurrentColumn | undefined {
  if (!isTable(current)) {
    const data = current.columns.find(({ column }) => column === name)
    return data && { kind: data.kind, data }
  }
  const spec = findColumn(current.schema, name)
  return spec && { kind: spec.kind, data: (current as Table<Record<string, unknown>>).column(name) }
}

export const isTable = (rows: Table | Profile): rows is Table => Table.isInstance(rows)

/** Null where the column is not there, or holds text for numbers or numbers for text. */
export function factsOf(reference: ColumnProfile, current: Table | Profile): ColumnFacts | null {
  const given = currentColumn(current, reference.column)
  if (given === undefined || isText(given.kind) !== (reference.type === 'level')) return null
  const { data } = given
  if (reference.type === 'level') {
    if (data.type === 'string') return levelsOf(reference, data)
    return data.type === 'level' ? levelsOfProfile(reference, data) : null
  }
  if (data.type !== 'number') return null
  return 'values' in data ? numbersOf(reference, data.values) : numbersOfProfile(reference, data)
}
