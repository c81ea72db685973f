import { compileCheck } from '../schema/check-value.ts'
import type { ColumnSpec } from '../schema/column-spec.ts'
import { type PhysicalValue, toPhysical } from '../schema/physical-value.ts'
import { type RowIssue, shown } from '../table/row-issue.ts'
import { reportedIssues, rowsInvalid } from '../table/rows-invalid.ts'

/** Turns rows into physical values, in the order of the columns, refusing what breaks them. */
export type RowEncoder = (row: unknown, index?: number) => readonly PhysicalValue[]

/** An encoder of these columns; the array that it returns is used again for the next row. */
export function createRowEncoder(columns: readonly ColumnSpec[]): RowEncoder {
  const encoders = columns.map(columnEncoder)
  const values: PhysicalValue[] = columns.map(() => null)
  return (row, index) => {
    if (typeof row !== 'object' || row === null) throw invalid([{ path: [], message: 'a row is an object', value: shown(row) }], index)
    let issues: RowIssue[] | null = null
    for (let i = 0; i < columns.length; i++) {
      const { name } = columns[i]!
      const given = Object.hasOwn(row, name) ? (row as Readonly<Record<string, unknown>>)[name] : undefined
      const reason = encoders[i]!(given, values, i)
      if (reason === null) continue
      issues ??= []
      issues.push({ path: [name], message: reason, value: shown(given) })
    }
    if (issues !== null) throw invalid(issues, index)
    return values
  }
}

/** Puts the value into its place and gives null, or the reason why it is refused. */
function columnEncoder(column: ColumnSpec): (given: unknown, values: PhysicalValue[], place: number) => string | null {
  const check = compileCheck(column)
  return (given, values, place) => {
    if (given === undefined && !column.optional) return 'the key is missing'
    const value = toPhysical(column, given)
    // NaN is null in a table, but a request that holds it was computed wrongly.
    if (value === undefined || (Number.isNaN(value) && typeof given === 'number')) return `not of kind ${column.kind}`
    values[place] = value
    return check(value)
  }
}

function invalid(issues: readonly RowIssue[], row: number | undefined): Error {
  const first = issues.slice(0, reportedIssues)
  return rowsInvalid(row === undefined ? first : first.map((issue) => ({ row, ...issue })), issues.length)
}
