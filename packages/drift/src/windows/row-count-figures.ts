import { normalQuantile } from '@millrace/core/distributions'
import type { LimitedFigure } from './control-points.ts'
import { studentQuantile } from './student-quantile.ts'
import type { WindowResult } from './windows-report.ts'

/** So many complete windows must lie before one whose number of rows is judged. */
const fewest = 5

/**
 * Rows of windows of time, measured by the complete windows before: their mean, and their deviation, which is at least that of arrivals that do not depend
 * on one another. Windows by count have as many rows as was asked.
 */
export function rowCountFigures(windows: readonly WindowResult[], rate: number): (LimitedFigure | null)[] {
  const counts: number[] = []
  return windows.map(({ rows, complete, fromMs }) => {
    if (fromMs === null || !complete) return null
    const mean = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length)
    const squares = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0)
    const deviation = Math.sqrt(Math.max(squares / Math.max(1, counts.length - 1), mean))
    const known = counts.length
    counts.push(rows)
    if (known < fewest) return { value: rows, center: null, lower: null, upper: null }
    const half = studentQuantile(normalQuantile(1 - rate / 2), known - 1) * deviation * Math.sqrt(1 + 1 / known)
    return { value: rows, center: mean, lower: Math.max(0, mean - half), upper: mean + half }
  })
}
