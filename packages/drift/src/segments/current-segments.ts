import { type Column, findColumn, Table } from '@millrace/core'
import { levelName } from '../profile/level-name.ts'
import { profileOfSegment } from '../profile/profile-of-segment.ts'
import type { ColumnProfile, Profile } from '../profile/profile-types.ts'

/** The current rows of one segment. */
export interface CurrentSegment {
  readonly value: string
  readonly rows: number
  /** Their columns; undefined where there is none. */
  readonly columnOf: (name: string) => Column | ColumnProfile | undefined
}

/** The current rows by level of a column, the most frequent first; rows without a level are in none, and levels without rows are not there. */
export function currentSegments(current: Table | Profile, column: string): CurrentSegment[] {
  const segments = Table.isInstance(current) ? segmentsOfTable(current, column) : segmentsOfProfile(current as Profile, column)
  return segments.sort((a, b) => b.rows - a.rows)
}

function segmentsOfProfile(current: Profile, column: string): CurrentSegment[] {
  return current.segments
    .filter((segment) => segment.column === column && segment.rows > 0)
    .map((segment) => ({
      value: segment.value,
      rows: segment.rows,
      columnOf: (name) => profileOfSegment(current, segment).columns.find((other) => other.column === name),
    }))
}

function segmentsOfTable(table: Table, column: string): CurrentSegment[] {
  if (findColumn(table.schema, column) === undefined) return []
  const rows = table as Table<Record<string, unknown>>
  return Array.from(indexesByLevel(rows.column(column)), ([value, indexes]) => ({
    value,
    rows: indexes.length,
    columnOf: (name) => (findColumn(table.schema, name) === undefined ? undefined : rows.select(name).take(indexes).column(name)),
  }))
}

function indexesByLevel(column: Column): Map<string, Int32Array> {
  const { codes, names } = codesOf(column)
  const counts = new Int32Array(names.length)
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) counts[codes[row]!]!++
  const indexes = Array.from(counts, (count) => new Int32Array(count))
  const filled = new Int32Array(names.length)
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!
    if (code >= 0) indexes[code]![filled[code]!++] = row
  }
  return new Map(names.flatMap((name, code) => (counts[code]! > 0 ? [[name, indexes[code]!] as const] : [])))
}

/** Codes of distinct names, as profiles name levels; a dictionary may hold a text twice. */
function codesOf(column: Column): { readonly codes: Int32Array; readonly names: readonly string[] } {
  if (column.type === 'number') {
    return { codes: Int32Array.from(column.values, (value) => (value === value ? Number(value !== 0) : -1)), names: ['false', 'true'] }
  }
  const named = column.dictionary.map(levelName)
  const names = [...new Set(named)]
  if (names.length === named.length) return { codes: column.codes, names }
  const codeOf = new Map(names.map((name, code) => [name, code]))
  const recode = Int32Array.from(named, (name) => codeOf.get(name)!)
  return { codes: column.codes.map((code) => (code < 0 ? -1 : recode[code]!)), names }
}
