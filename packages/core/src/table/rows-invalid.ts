import type { z } from 'zod'
import { MillraceError } from '../errors/millrace-error.ts'
import { type RowIssue, shown } from './row-issue.ts'

/** Most issues that an error lists. */
export const reportedIssues = 20

/**
 * The error for rows that break their columns, `E_ROWS_INVALID`: the first issue in words, the first ones as details, and how many there are in all.
 *
 * @param issues - the first issues, at least one; `row` counts from 0 and is absent where one row was given
 * @param failed - how many issues there are
 * @returns the error, to be thrown
 * @example
 * ```ts
 * import { rowsInvalid } from '@millrace/core'
 *
 * const issue = { row: 3, path: ['term'], message: 'below the minimum 12', value: '6' }
 * rowsInvalid([issue], 1).message // => "row 3, column 'term': below the minimum 12, but the value is 6"
 * ```
 * @category Schema
 * @since 0.1.0
 */
export function rowsInvalid(issues: readonly (RowIssue & { readonly row?: number })[], failed: number): MillraceError {
  const { row, path = [], message = '', value = '' } = issues[0] ?? {}
  const where = [row === undefined ? [] : `row ${row}`, path.length === 0 ? [] : `column '${path.join('.')}'`].flat().join(', ')
  const more = failed > 1 ? ` (and ${failed - 1} more)` : ''
  return new MillraceError({
    code: 'E_ROWS_INVALID',
    message: `${where === '' ? 'the row' : where}: ${message}, but the value is ${value}${more}`,
    details: { failed, issues: issues.map((issue) => ({ ...issue })) },
  })
}

/**
 * Reports what a check over several columns refuses.
 *
 * @param refinement - the zod object that has the check
 * @param row - a row as zod sees it: a null of a column that may be left out, but not be null, is left out
 * @param report - is told each issue
 * @example
 * ```ts
 * import { refineRow } from '@millrace/core'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ paid: z.number(), due: z.number() }).refine(({ paid, due }) => paid <= due, 'more is paid than due')
 * refineRow(Loan, { paid: 2, due: 1 }, ({ message }) => {
 *   message // => 'more is paid than due'
 * })
 * ```
 * @category Schema
 * @since 0.1.0
 */
export function refineRow(refinement: z.core.$ZodType, row: unknown, report: (issue: RowIssue) => void): void {
  // The method is called, rather than zod's function imported, so that a process without zod schemas never loads zod.
  const { error } = (refinement as z.ZodType).safeParse(row)
  for (const issue of error?.issues ?? []) report({ path: issue.path.map(String), message: issue.message, value: shown(row) })
}
