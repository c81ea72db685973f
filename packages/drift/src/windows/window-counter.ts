import { type Column, type ColumnSpec, findColumn, isText, schemaFromColumns, Table } from '@millrace/core'
import { columnOf } from '../compare/column-of.ts'
import type { Monitor } from '../monitor/define-monitor.ts'
import { createProfileCounter, framesFrom } from '../profile/profile-counter.ts'
import type { Profile } from '../profile/profile-types.ts'

/** Counts the rows of one window as they come, into the cells of the reference. */
export interface WindowCounter {
  readonly rows: number
  add(batch: Table): void
  /** What was counted; without the columns that no batch had. */
  profile(): Profile
}

/** Counts in memory that does not grow with the rows. A column that a batch lacks, or holds as text for numbers, is null in its rows. */
export function createWindowCounter(reference: Profile): WindowCounter {
  const monitor = monitorOf(reference)
  const counter = createProfileCounter(monitor, framesFrom(monitor, reference))
  const absent = new Map<string, number>()
  let specs: readonly ColumnSpec[] | undefined
  return {
    get rows() {
      return counter.rows
    },
    add(batch) {
      specs ??= specsOf(reference, batch)
      const columns = specs.map((spec): [string, Column] => {
        const column = columnOf(batch, spec.name)
        if (column !== undefined && isText(spec.kind) === (column.type === 'string')) return [spec.name, column]
        absent.set(spec.name, (absent.get(spec.name) ?? 0) + batch.rowCount)
        return [spec.name, nulls(spec, batch.rowCount)]
      })
      counter.add(new Table(schemaFromColumns(specs), new Map(columns)) as Table<Record<string, unknown>>)
    },
    profile: () => without(counter.profile(null), (column) => absent.get(column) === counter.rows),
  }
}

/** The monitor that a profile was made by, as far as it is needed to count more rows. */
function monitorOf({ monitor: name, columns, settings }: Profile): Monitor {
  return { name, settings, columns: columns.map(({ column, kind, role }) => ({ spec: specOf(column, kind), role })) }
}

const specOf = (name: string, kind: ColumnSpec['kind']): ColumnSpec => ({ name, kind, nullable: true, optional: true })

/** The columns that are counted, and those that make segments, which need not be; their kinds are those of the first batch. */
function specsOf({ columns, settings: { segments } }: Profile, batch: Table): ColumnSpec[] {
  const monitored = columns.map(({ column, kind }) => specOf(column, kind))
  const beside = segments.filter((name) => !monitored.some((spec) => spec.name === name))
  return [...monitored, ...beside.map((name) => specOf(name, findColumn(batch.schema, name)?.kind ?? 'string'))]
}

function nulls({ kind }: ColumnSpec, rows: number): Column {
  if (isText(kind)) return { type: 'string', codes: new Int32Array(rows).fill(-1), dictionary: [] }
  return { type: 'number', values: new Float64Array(rows).fill(Number.NaN) }
}

function without(profile: Profile, isAbsent: (column: string) => boolean): Profile {
  const kept = profile.columns.map(({ column }) => !isAbsent(column))
  if (kept.every(Boolean)) return profile
  const present = <Item>(items: readonly Item[]) => items.filter((_, index) => kept[index])
  return {
    ...profile,
    columns: present(profile.columns),
    segments: profile.segments.map((segment) => ({ ...segment, columns: present(segment.columns) })),
  }
}
