import { type Column, compareCodePoints, type StringColumn } from '@millrace/core'
import type { ColumnCounter } from './column-counter.ts'
import { countLevels } from './count-levels.ts'
import { levelName } from './level-name.ts'
import type { SegmentProfile } from './segment-profile.ts'

/** Most segments of a column. */
export const maxSegments = 50

/** A segment column with the values that are counted. */
export interface SegmentKey {
  readonly column: string
  readonly values: readonly string[]
}

/** The most frequent values of a segment column. */
export function segmentKey(column: string, values: Column): SegmentKey {
  const ranked = [...countLevels(asLevels(values)).levels].sort((a, b) => b.count - a.count || compareCodePoints(a.level, b.level))
  return { column, values: ranked.slice(0, maxSegments).map(({ level }) => level) }
}

/** The segments that a profile counts, by column. */
export function segmentKeysOf(segments: readonly SegmentProfile[]): SegmentKey[] {
  const columns = new Set(segments.map(({ column }) => column))
  return Array.from(columns, (column) => ({
    column,
    values: segments.filter((segment) => segment.column === column).map(({ value }) => value),
  }))
}

/** The rows of a batch that segments are counted from. */
export interface SegmentRows {
  readonly key: Column
  readonly columns: readonly Column[]
  /** Outcomes, for columns that are counted with them. */
  readonly labels: readonly (Float64Array | undefined)[]
}

/** Counts the segments of one column. */
export interface SegmentCounter {
  readonly column: string
  add(rows: SegmentRows): void
  segments(): SegmentProfile[]
}

/** Each batch is parted by segment, and the parts are counted as a batch each. */
export function createSegmentCounter({ column, values }: SegmentKey, counters: () => readonly ColumnCounter[]): SegmentCounter {
  const parts = values.map((value) => ({ value, counters: counters(), rows: 0 }))
  const indexes = new Map(values.map((value, index) => [value, index]))
  return {
    column,
    add({ key, columns, labels }) {
      for (const [index, rows] of partition(asLevels(key), indexes).entries()) {
        const part = parts[index]!
        part.rows += rows.length
        for (const [i, counter] of part.counters.entries()) counter.add(gather(columns[i]!, rows), labels[i] && numbersAt(labels[i], rows))
      }
    },
    segments: () => parts.map(({ value, counters, rows }) => ({ column, value, rows, columns: counters.map((one) => one.tally()) })),
  }
}

/** The rows of each segment, in order. */
function partition({ codes, dictionary }: StringColumn, indexes: ReadonlyMap<string, number>): Int32Array[] {
  const segmentOf = Int32Array.from(dictionary, (level) => indexes.get(levelName(level)) ?? -1)
  const sizes = new Int32Array(indexes.size)
  for (let row = 0; row < codes.length; row++) {
    const segment = segmentOf[codes[row]!] ?? -1
    if (segment >= 0) sizes[segment]!++
  }
  const rows = Array.from(sizes, (size) => new Int32Array(size))
  sizes.fill(0)
  for (let row = 0; row < codes.length; row++) {
    const segment = segmentOf[codes[row]!] ?? -1
    if (segment >= 0) rows[segment]![sizes[segment]!++] = row
  }
  return rows
}

/** Booleans as levels. */
function asLevels(column: Column): StringColumn {
  if (column.type === 'string') return column
  const codes = Int32Array.from(column.values, (value) => (value === 1 ? 1 : value === 0 ? 0 : -1))
  return { type: 'string', codes, dictionary: ['false', 'true'] }
}

function gather(column: Column, rows: Int32Array): Column {
  if (column.type === 'number') return { type: 'number', values: numbersAt(column.values, rows) }
  const codes = new Int32Array(rows.length)
  for (let i = 0; i < rows.length; i++) codes[i] = column.codes[rows[i]!]!
  return { type: 'string', codes, dictionary: column.dictionary }
}

function numbersAt(values: Float64Array, rows: Int32Array): Float64Array {
  const found = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) found[i] = values[rows[i]!]!
  return found
}
