import { type Column, deepFreeze, isText, MillraceError, type Table } from '@millrace/core'
import type { Monitor } from '../monitor/define-monitor.ts'
import { type ColumnFrame, countersOf, frameFrom, profileOf } from './column-counter.ts'
import { countLevels } from './count-levels.ts'
import { levelFrame } from './level-profile.ts'
import { numberFrame } from './number-profile.ts'
import type { LabelArrays } from './profile-size.ts'
import type { Profile } from './profile-types.ts'
import { createSegmentCounter, type SegmentKey, segmentKey, segmentKeysOf } from './segment-counter.ts'

type Rows = Table<Record<string, unknown>>

/** Where all columns of a monitor, and its segments, are counted. */
export interface ProfileFrames {
  readonly columns: readonly ColumnFrame[]
  readonly segments: readonly SegmentKey[]
}

/** The frames of a profile of the same monitor. */
export function framesFrom(monitor: Monitor, profile: Profile): ProfileFrames {
  checkSameColumns(monitor, profile)
  return { columns: profile.columns.map(frameFrom), segments: segmentKeysOf(profile.segments) }
}

/** Makes the frame of one column of the reference. */
export function frameIn(monitor: Monitor, { index, table }: { readonly index: number; readonly table: Rows }): ColumnFrame {
  const monitored = monitor.columns[index]!
  const column = columnIn(monitor, { index, table })
  if (column.type === 'string') return levelFrame(monitored, countLevels(column).levels, monitor.settings)
  const target = targetOf(monitor, index)
  const labels = target === null ? 0 : labelArrays(table.column(target))
  return numberFrame(monitored, column.values, { settings: monitor.settings, labels })
}

/** The segments of the reference. */
export function segmentsIn({ settings }: Monitor, table: Rows): SegmentKey[] {
  return settings.segments.map((column) => segmentKey(column, table.column(column)))
}

function labelArrays(target: Column): LabelArrays {
  return target.type === 'number' && target.values.some((label) => label !== label) ? 2 : 1
}

/** The name of the boolean target whose outcomes are counted beside a column: a prediction in numbers; else null. */
export function targetOf({ columns }: Monitor, index: number): string | null {
  const { spec, role } = columns[index]!
  const target = columns.find((column) => column.role === 'target')
  return role === 'prediction' && !isText(spec.kind) && target?.spec.kind === 'boolean' ? target.spec.name : null
}

/** Counts tables as they come. */
export interface ProfileCounter {
  readonly rows: number
  add(table: Rows): void
  profile(digest: string | null): Profile
}

/** Counts into frames, in memory that does not grow with the rows. */
export function createProfileCounter(monitor: Monitor, frames: ProfileFrames): ProfileCounter {
  const makers = frames.columns.map(countersOf)
  const counters = makers.map((make) => make())
  const segments = frames.segments.map((key) => createSegmentCounter(key, () => makers.map((make) => make())))
  let rows = 0
  return {
    get rows() {
      return rows
    },
    add(table) {
      const columns = counters.map((_, index) => columnIn(monitor, { index, table }))
      const labels = counters.map((_, index) => labelsIn(table, targetOf(monitor, index)))
      const keys = segments.map(({ column }) => table.column(column))
      rows += table.rowCount
      for (const [index, counter] of counters.entries()) counter.add(columns[index]!, labels[index])
      for (const [index, segment] of segments.entries()) segment.add({ key: keys[index]!, columns, labels })
    },
    profile: (digest) =>
      deepFreeze({
        format: 'millrace/drift-profile',
        schemaVersion: 1,
        monitor: monitor.name,
        settings: monitor.settings,
        rows,
        digest,
        columns: frames.columns.map((frame, index) => profileOf(frame, counters[index]!.tally())),
        segments: segments.flatMap((segment) => segment.segments()),
      }),
  }
}

/** A monitored column, of the physical kind that the monitor knows. */
function columnIn({ columns }: Monitor, { index, table }: { readonly index: number; readonly table: Rows }): Column {
  const { name, kind } = columns[index]!.spec
  const column = table.column(name)
  if (isText(kind) === (column.type === 'string')) return column
  throw new MillraceError({
    code: 'E_PROFILE_MISMATCH',
    message: `column '${name}' is of kind ${kind} to the monitor, and the table holds it as ${column.type}s; read the table by the monitor's schema`,
    details: { column: name, kind, type: column.type },
  })
}

function labelsIn(table: Rows, target: string | null): Float64Array | undefined {
  const column = target === null ? undefined : table.column(target)
  return column?.type === 'number' ? column.values : undefined
}

function checkSameColumns(monitor: Monitor, { columns }: Profile): void {
  const named = (parts: readonly { readonly column: string; readonly role: string; readonly kind: string }[]) =>
    parts.map(({ column, role, kind }) => `${role} '${column}' (${kind})`).join(', ')
  const expected = named(monitor.columns.map(({ spec, role }) => ({ column: spec.name, role, kind: spec.kind })))
  if (named(columns) === expected) return
  throw new MillraceError({
    code: 'E_PROFILE_MISMATCH',
    message: `the given cells are of ${named(columns)}; monitor '${monitor.name}' has ${expected}`,
    details: { monitor: monitor.name },
  })
}

/** There is nothing to profile. */
export function emptyReference(name: string, monitor: string): MillraceError {
  return new MillraceError({
    code: 'E_DRIFT_EMPTY',
    message: `${name}: the reference of monitor '${monitor}' has no rows; give at least one`,
    details: { monitor, side: 'reference' },
  })
}
