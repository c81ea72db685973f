import { type ColumnSpec, findColumn, MillraceError, schemaOf } from '@millrace/core'
import type { z } from 'zod'
import type { ColumnRole } from '../compare/drift-report.ts'
import { columnFault } from './check-columns.ts'
import { type MonitorOptions, type MonitorSettings, settingsOf } from './settings.ts'

/**
 * One monitored column.
 *
 * @category Monitors
 * @since 0.1.0
 */
export interface MonitoredColumn {
  /** Its type. */
  readonly spec: ColumnSpec
  /** What it is to the model. */
  readonly role: ColumnRole
}

/**
 * Columns that are watched; `Name` are the columns of its schema.
 *
 * @category Monitors
 * @since 0.1.0
 */
export interface Monitor<out Name extends string = string> {
  /** Name for reports. */
  readonly name: string
  /** The columns: inputs in their order, then the target, then predictions. */
  readonly columns: readonly MonitoredColumn[]
  /** How it decides. */
  readonly settings: MonitorSettings
  /** For the compiler alone. */
  readonly '~name'?: Name | undefined
}

/**
 * Says which columns are watched and how it is decided whether they drift.
 *
 * Leave out identifiers and free text, which have no distribution to compare, and dates that only say when a row was written.
 *
 * @param schema - the zod object of the rows, with every column that is watched; predictions may be added to the model's by `.extend`
 * @param options - roles of the columns and limits of the decision
 * @returns a frozen description
 * @throws MillraceError `E_MONITOR_INVALID` when a column is unknown, has two roles, is of a kind that cannot be what the options make of it, or none
 *   is left; `E_DRIFT_OPTION` when an option is out of range; `E_SCHEMA_UNSUPPORTED` as `schemaOf`
 * @example
 * ```ts
 * import { defineMonitor } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number(), area: z.enum(['Urban', 'Rural']), repaid: z.boolean() })
 * const monitor = defineMonitor(Loan, { name: 'loans', target: 'repaid' })
 * monitor.columns.map(({ spec, role }) => `${role} ${spec.name}`) // => ['input income', 'input area', 'target repaid']
 * ```
 * @category Monitors
 * @since 0.1.0
 */
export function defineMonitor<Shape extends z.core.$ZodLooseShape>(
  schema: z.ZodObject<Shape>,
  options: MonitorOptions<keyof Shape & string> = {},
): Monitor<keyof Shape & string> {
  const { name = 'monitor', target, predictions = [] } = options
  const known = schemaOf(schema)
  const beside = new Set<string>([...(target === undefined ? [] : [target]), ...predictions, ...timeColumns(options)])
  const inputs = options.columns ?? known.columns.map((spec) => spec.name).filter((column) => !beside.has(column))
  const roles: [string, ColumnRole][] = [
    ...inputs.map((column): [string, ColumnRole] => [column, 'input']),
    ...(target === undefined ? [] : [[target, 'target'] as [string, ColumnRole]]),
    ...predictions.map((column): [string, ColumnRole] => [column, 'prediction']),
  ]
  if (roles.length === 0) throw invalid(name, 'it has no column; name at least one')
  const twice = roles.find(([column], index) => roles.findIndex(([other]) => other === column) < index)
  if (twice !== undefined) throw invalid(name, `column '${twice[0]}' is named twice; give each column one role`, twice[0])
  const columns = roles.map(([column, role]) => {
    const spec = findColumn(known, column)
    if (spec === undefined) throw invalid(name, `the schema has no column '${column}'`, column)
    return Object.freeze({ spec, role })
  })
  const settings = settingsOf(options)
  const wrong = columnFault(settings, { schema: known, columns })
  if (wrong !== null) throw invalid(name, wrong.fault, wrong.column)
  return Object.freeze({ name, columns: Object.freeze(columns), settings })
}

/** Columns that say when a row was written, which always move on. */
function timeColumns({ windows, quality }: MonitorOptions<string>): string[] {
  return [
    ...(windows !== undefined && 'column' in windows ? [windows.column] : []),
    ...(quality?.freshness ? [quality.freshness.column] : []),
  ]
}

function invalid(monitor: string, fault: string, column: string | null = null): MillraceError {
  return new MillraceError({ code: 'E_MONITOR_INVALID', message: `monitor '${monitor}': ${fault}`, details: { monitor, column } })
}
