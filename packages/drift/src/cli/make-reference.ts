import { basename, extname } from 'node:path'
import { MillraceError, type Table, type WorkOptions } from '@millrace/core'
import { defineMonitor } from '../monitor/define-monitor.ts'
import { profile } from '../profile/profile.ts'
import type { Profile } from '../profile/profile-types.ts'
import type { InputArguments } from './arguments.ts'
import { chooseMonitor, type MonitorArguments, saysAnything } from './monitor-arguments.ts'
import { isProfile, readProfileFile, readRows } from './read-input.ts'
import { schemaOfTable } from './schema-of-table.ts'
import { usageError } from './usage-error.ts'

/** What current rows are compared with. */
export interface Reference {
  readonly profile: Profile
  /** The rows it was made of, where they were given. */
  readonly rows: Table | undefined
  /** What a person should know of how it came about. */
  readonly notes: readonly string[]
}

/** What the reference is made of. */
export interface ReferenceOptions extends InputArguments, WorkOptions {
  readonly monitor: MonitorArguments
}

/** Reads a profile, or rows that a profile is made of here. */
export async function makeReference(path: string, { monitor: given, csv, maxRows, ...work }: ReferenceOptions): Promise<Reference> {
  if (isProfile(path)) {
    if (saysAnything(given))
      throw usageError(`${path} is a profile, which has columns and settings in it; --columns, --target and the like are for rows`)
    return { profile: await readProfileFile(path), rows: undefined, notes: [] }
  }
  const { table, notes } = await readRows(path, { csv, maxRows, wanted: null, ...work })
  if (table.rowCount === 0) throw empty(path)
  const chosen = chooseMonitor(table, { ...given, name: given.name ?? nameOf(path) })
  const left: string[] = []
  let { columns = [] } = chosen.options
  for (;;) {
    const monitor = defineMonitor(schemaOfTable(table), { ...chosen.options, columns })
    try {
      return { profile: await profile(monitor, table as never, work), rows: table, notes: [...notes, ...chosen.notes, ...left] }
    } catch (error) {
      const column = identifier(error)
      if (column === null || given.columns.length > 0 || !columns.includes(column)) throw error
      columns = columns.filter((name) => name !== column)
      left.push(`column '${column}' is left out: it identifies rows, or is free text`)
    }
  }
}

/** A monitor is called as the file of its reference is. */
const nameOf = (path: string) => (path === '-' ? undefined : basename(path, extname(path)))

function identifier(error: unknown): string | null {
  return MillraceError.isInstance(error) && error.code === 'E_PROFILE_IDENTIFIER' ? String(error.details.column) : null
}

function empty(path: string): MillraceError {
  return new MillraceError({
    code: 'E_DRIFT_EMPTY',
    message: `the reference ${path} has no rows; give at least one`,
    details: { path, side: 'reference' },
  })
}
