import { MillraceError } from '../errors/millrace-error.ts'
import { compileCheck } from '../schema/check-value.ts'
import type { ColumnSpec } from '../schema/column-spec.ts'
import { type PhysicalValue, toPhysical } from '../schema/physical-value.ts'
import { type RowIssue, shown } from '../table/row-issue.ts'

/** Turns rows into physical values, in the order of the columns, refusing what breaks them. */
export type RowEncoder = (row: unknown, index?: number) => readonly PhysicalValue[]

/** An encoder of these columns; the array that it returns is used again for the next row. */
export function createRowEncoder(columns: readonly ColumnSpec[]): RowEncoder {
  const checks = columns.map((column) => compileCheck(column))
  const values: PhysicalValue[] = columns.map(() => null)
  return (row, index) => {
    if (typeof row !== 'object' || row === null) throw rowInvalid([{ path: [], message: 'a row is an object', value: shown(row) }], index)
    let issues: RowIssue[] | null = null
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i]!
      const given = Object.hasOwn(row, column.name) ? (row as Readonly<Record<string, unknown>>)[column.name] : undefined
      const reason = given === undefined && !column.optional ? 'the key is missing' : encode(column, checks[i]!, given, values, i)
      if (reason === null) continue
      issues ??= []
      issues.push({ path: [column.name], message: reason, value: shown(given) })
    }
    if (issues !== null) throw rowInvalid(issues, index)
    return values
  }
}

function encode(column: ColumnSpec, check: ReturnType<typeof compileCheck>, given: unknown, values: PhysicalValue[], position: number): string | null {
  const value = toPhysical(column, given)
  if (value === undefined || (typeof given === 'number' && Number.isNaN(given))) return `not of kind ${column.kind}`
  values[position] = value
  return check(value)
}

function rowInvalid(issues: readonly RowIssue[], index: number | undefined): MillraceError {
  const [first] = issues
  const where = index === undefined ? '' : `row ${index}, `
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''
  return new MillraceError({
    code: 'E_ROWS_INVALID',
    message: `${where}column '${first?.path.join('.')}': ${first?.message}, but the value is ${first?.value}${more}`,
    details: { ...(index === undefined ? {} : { row: index }), issues: issues.map((issue) => ({ ...issue })) },
  })
}
