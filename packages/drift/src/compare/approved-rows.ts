import { type Column, MillraceError } from '@millrace/core'
import type { ApprovalRule } from '../monitor/approval-rule.ts'
import { cellAt, cellBounds } from '../profile/cell-bounds.ts'
import type { ColumnProfile, NumberProfile } from '../profile/profile-types.ts'

/** Rows with a score, and those of them that are approved. */
export interface ApprovedRows {
  readonly approved: number
  readonly rows: number
}

/** Rows of one side by its scores: values, or counts in cells that the threshold is an edge of; undefined where there are none. */
export function approvedRows(rule: ApprovalRule, scores: Column | ColumnProfile | undefined): ApprovedRows {
  if (scores?.type !== 'number') return { approved: 0, rows: 0 }
  if (!('counts' in scores)) return approvedValues(scores.values, rule)
  const found = approvedInCells(scores, rule)
  if (found !== null) return found
  throw new MillraceError({
    code: 'E_PROFILE_MISMATCH',
    message: `approval: the cells of column '${rule.column}' have no edge at the threshold ${rule.threshold}; profile the reference again by a monitor with this approval`,
    details: { column: rule.column, threshold: rule.threshold },
  })
}

/** Counts scores; NaN is no score. */
export function approvedValues(scores: Float64Array, { threshold, approve }: Pick<ApprovalRule, 'threshold' | 'approve'>): ApprovedRows {
  let rows = 0
  let above = 0
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row]!
    if (score !== score) continue
    rows++
    if (score >= threshold) above++
  }
  return { approved: approve === 'at-least' ? above : rows - above, rows }
}

/** The same from cells, exactly; null where the threshold lies within a cell that has rows, so that they do not tell. */
function approvedInCells(
  { cells, counts, count }: NumberProfile,
  { threshold, approve }: Pick<ApprovalRule, 'threshold' | 'approve'>,
): ApprovedRows | null {
  const { bounds, points } = cellBounds(cells)
  const cell = cellAt(bounds, threshold)
  const begins = cell > 0 && bounds[cell - 1] === threshold
  if (!begins && !points[cell] && counts[cell]! > 0) return null
  const above = counts.slice(begins ? cell : cell + 1).reduce((sum, rows) => sum + rows, 0)
  return { approved: approve === 'at-least' ? above : count - above, rows: count }
}
