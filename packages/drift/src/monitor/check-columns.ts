import { type ColumnKind, type ColumnSpec, findColumn, isText, type Schema } from '@millrace/core'
import { isCountsTest } from '../tests/run-test.ts'
import type { MonitoredColumn } from './define-monitor.ts'
import type { MonitorSettings } from './settings.ts'

/** What is wrong with the columns that the settings name; null where nothing is. */
export interface ColumnFault {
  readonly fault: string
  readonly column: string
}

const levelled: ReadonlySet<ColumnKind> = new Set(['category', 'string', 'boolean'])
const timed: ReadonlySet<ColumnKind> = new Set(['day', 'instant'])
const scored: ReadonlySet<ColumnKind> = new Set(['number', 'integer', 'boolean'])

interface Known {
  readonly schema: Schema
  readonly columns: readonly MonitoredColumn[]
}

/** Finds the first column of segments, windows, freshness, tests or approval that is unknown or of a kind that cannot serve. */
export function columnFault(
  { segments, windows, tests, approval, quality }: MonitorSettings,
  { schema, columns }: Known,
): ColumnFault | null {
  const monitored = (column: string) => columns.find(({ spec }) => spec.name === column)?.spec
  const wrong = (column: string, fault: string): ColumnFault => ({ column, fault })
  const kindFault = (use: string, column: string, { spec, kinds }: { spec: ColumnSpec | undefined; kinds: ReadonlySet<ColumnKind> }) => {
    if (spec === undefined) return wrong(column, `${use} names column '${column}', which it does not know`)
    if (kinds.has(spec.kind)) return null
    return wrong(column, `${use} names column '${column}' of kind ${spec.kind}; it takes ${[...kinds].join(', ')}`)
  }
  for (const [index, column] of segments.entries()) {
    if (segments.indexOf(column) < index) return wrong(column, `segments name column '${column}' twice`)
    const fault = kindFault('segments', column, { spec: findColumn(schema, column), kinds: levelled })
    if (fault !== null) return fault
  }
  if (windows !== null && 'column' in windows) {
    const fault = kindFault('windows', windows.column, { spec: findColumn(schema, windows.column), kinds: timed })
    if (fault !== null) return fault
  }
  if (quality.freshness) {
    const { column } = quality.freshness
    const fault = kindFault('quality.freshness', column, { spec: findColumn(schema, column), kinds: timed })
    if (fault !== null) return fault
  }
  for (const { column, test } of tests) {
    const spec = monitored(column)
    if (spec === undefined) return wrong(column, `tests name column '${column}', which is not monitored`)
    if (isText(spec.kind) && !isCountsTest(test)) {
      return wrong(column, `tests judge column '${column}' by ${test}, which needs numbers; the column is of kind ${spec.kind}`)
    }
  }
  if (approval === null) return null
  if (monitored(approval.column) === undefined)
    return wrong(approval.column, `approval names column '${approval.column}', which is not monitored`)
  return kindFault('approval', approval.column, { spec: monitored(approval.column), kinds: scored })
}
