import type { ApprovalRule } from '../monitor/approval-rule.ts'
import { testNullShares } from '../tests/test-null-shares.ts'
import type { ApprovalChange } from './approval-change.ts'
import type { ApprovedRows } from './approved-rows.ts'
import { newcombeInterval } from './newcombe-interval.ts'

interface Sides {
  readonly reference: ApprovedRows
  readonly current: ApprovedRows
}

/** How the approval rate changed; null where a side has no scores. */
export function approvalChangeOf(rule: ApprovalRule, { reference, current }: Sides): ApprovalChange | null {
  if (reference.rows === 0 || current.rows === 0) return null
  const before = reference.approved / reference.rows
  const now = current.approved / current.rows
  const asNulls = ({ approved: nulls, rows }: ApprovedRows) => ({ nulls, rows })
  const { pValue } = testNullShares({ reference: asNulls(reference), current: asNulls(current) })
  return {
    ...rule,
    reference: before,
    current: now,
    change: now - before,
    interval: newcombeInterval({ reference, current }),
    pValue,
    sizes: { reference: reference.rows, current: current.rows },
  }
}
