import { type RowIssue, rowsInvalid } from '@millrace/core'

const reported = 20

/** Gathers what breaks the schema, column after column, to report the first rows of all columns. */
interface IssueCollector {
  readonly report: (row: number, issue: RowIssue) => void
  throwIfAny(): void
}

/** Starts without issues; each column has its issues in the order of rows. */
export function collectIssues(): IssueCollector {
  const byColumn = new Map<string, (RowIssue & { readonly row: number })[]>()
  let failed = 0
  return {
    report(row, issue) {
      failed++
      const column = issue.path.join('.')
      const issues = byColumn.get(column) ?? []
      if (issues.length < reported) issues.push({ ...issue, row })
      byColumn.set(column, issues)
    },
    throwIfAny() {
      if (failed === 0) return
      const first = [...byColumn.values()].flat().sort((a, b) => a.row - b.row)
      throw rowsInvalid(first.slice(0, reported), failed)
    },
  }
}
