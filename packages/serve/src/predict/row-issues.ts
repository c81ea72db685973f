import { type ColumnSpec, MillraceError, toPhysical } from '@millrace/core'
import type { RequestIssue } from '../server/refusal.ts'

/** Most issues of an answer. */
export const mostIssues = 20

/** A row that was refused, and where it stands in the body. */
export interface RefusedRow {
  readonly row: unknown
  readonly path: readonly (string | number)[]
  readonly columns: readonly ColumnSpec[]
}

/** What is wrong with a row, out of the error that `predict` threw; null where the fault is not the row's. */
export function rowIssues(error: unknown, { row, path, columns }: RefusedRow): readonly RequestIssue[] | null {
  if (!MillraceError.isInstance(error)) return null
  if (error.code === 'E_SCORE_NULL')
    return [{ path, code: 'no_score', message: 'the values are so large that the arithmetic of the model overflows' }]
  if (error.code !== 'E_ROWS_INVALID') return null
  const issues = error.details.issues as readonly { readonly path: readonly string[]; readonly message: string }[]
  return issues.map(({ path: [name], message }) => {
    if (name === undefined) return { path, code: 'invalid_type', message }
    const column = columns.find((each) => each.name === name)
    return { path: [...path, name], code: codeOf(row as object, name, column), message }
  })
}

function codeOf(row: object, name: string, column: ColumnSpec | undefined): string {
  if (!Object.hasOwn(row, name)) return 'missing'
  const value = (row as Readonly<Record<string, unknown>>)[name]
  if (value === null) return 'null'
  return column !== undefined && toPhysical(column, value) === undefined ? 'invalid_type' : 'invalid_value'
}
