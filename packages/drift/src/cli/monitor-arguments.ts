import { findColumn, type Table } from '@millrace/core'
import type { MonitorOptions } from '../monitor/settings.ts'
import { defined } from './defined.ts'
import { usageError } from './usage-error.ts'

/** What the command line says of the monitor that reference rows are watched by. */
export interface MonitorArguments {
  readonly name?: string | undefined
  readonly columns: readonly string[]
  readonly exclude: readonly string[]
  readonly target?: string | undefined
  readonly predictions: readonly string[]
  readonly segments: readonly string[]
  readonly approval?: string | undefined
  readonly mode?: string | undefined
  readonly correction?: string | undefined
  readonly significance?: number | undefined
}

/** Whether anything was said. */
export const saysAnything = (given: MonitorArguments): boolean =>
  Object.values(given).some((value) => (Array.isArray(value) ? value.length > 0 : value !== undefined))

/** The options of the monitor, and what a person should know of the choice of columns. */
export interface ChosenMonitor {
  readonly options: MonitorOptions<string>
  readonly notes: readonly string[]
}

/**
 * Chooses what to watch in a table. Without names of columns all are taken but those that say when a row was written (days and instants), which drift by
 * their nature, and those without a value.
 */
export function chooseMonitor(table: Table, given: MonitorArguments): ChosenMonitor {
  const known = table.schema.columns.map(({ name }) => name)
  const list = (values: readonly string[]) => namesOf(values, known)
  const exclude = list(given.exclude)
  const predictions = list(given.predictions)
  const segments = list(given.segments)
  const columns = list(given.columns)
  const unknown = exclude.find((name) => !known.includes(name))
  if (unknown !== undefined) throw usageError(`--exclude names '${unknown}', which the reference has not; it has ${known.join(', ')}`)
  const beside = new Set([...exclude, ...predictions, ...(given.target === undefined ? [] : [given.target])])
  const notes: string[] = []
  const isWatched = (name: string) => {
    const why = leftOut(table, name)
    if (why !== null) notes.push(`column '${name}' is left out: ${why}; name it in --columns to compare it`)
    return why === null
  }
  const chosen =
    columns.length > 0 ? columns.filter((name) => !exclude.includes(name)) : known.filter((name) => !beside.has(name) && isWatched(name))
  const { name, target, mode, correction, significance } = given
  const approval = given.approval === undefined ? undefined : approvalOf(given.approval)
  // What is none of an option's values is refused by defineMonitor.
  const options = {
    ...defined({ name, target, mode, correction, significance, approval }),
    columns: chosen,
    predictions,
    segments,
  } as MonitorOptions<string>
  return { options, notes }
}

/** Names with commas between them; a name that has a comma itself is taken as it is. */
function namesOf(values: readonly string[], known: readonly string[]): string[] {
  const all = values.flatMap((value) => (known.includes(value) ? [value] : value.split(',').map((name) => name.trim())))
  return [...new Set(all)].filter((name) => name !== '')
}

function leftOut(table: Table, name: string): string | null {
  const { kind } = findColumn(table.schema, name)!
  const column = (table as Table<Record<string, unknown>>).column(name)
  if (kind === 'day' || kind === 'instant') return 'it says when, and so drifts by its nature'
  const isEmpty = column.type === 'number' ? column.values.every(Number.isNaN) : column.codes.every((code) => code < 0)
  return isEmpty ? 'it has no value' : null
}

/** `score>=0.5` approves from 0.5 on, `risk<0.2` below 0.2. */
function approvalOf(text: string): { readonly column: string; readonly threshold: number; readonly approve: 'at-least' | 'below' } {
  const match = /^(.+?)\s*(>=|<)\s*([^<>=]+)$/.exec(text)
  const threshold = Number(match?.[3])
  if (match === null || match[3]!.trim() === '' || !Number.isFinite(threshold))
    throw usageError(`--approval is '${text}'; write it as 'score>=0.5' or 'risk<0.2'`)
  return { column: match[1]!, threshold, approve: match[2] === '<' ? 'below' : 'at-least' }
}
