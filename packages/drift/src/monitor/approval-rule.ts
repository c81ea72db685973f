import { checkOption } from './check-option.ts'

/**
 * Which scores approve a row.
 *
 * @category Monitors
 * @since 0.1.0
 */
export interface ApprovalOptions<Name extends string = string> {
  /** A monitored column of numbers, or of booleans: the model's score, probability or decision. */
  readonly column: Name
  /** Where approval begins or ends; finite. */
  readonly threshold: number
  /** Rows at the threshold or above it are approved, or those below it. @defaultValue 'at-least' */
  readonly approve?: 'at-least' | 'below'
}

/**
 * Which scores approve a row, as a profile carries it.
 *
 * @category Monitors
 * @since 0.1.0
 */
export type ApprovalRule = Readonly<Required<ApprovalOptions>>

/** The rule, checked. */
export function approvalRuleOf(options: ApprovalOptions | undefined): ApprovalRule | null {
  if (options === undefined) return null
  const { column, threshold, approve = 'at-least' } = options
  checkOption({ option: 'approval.threshold', value: threshold, holds: Number.isFinite(threshold), range: 'finite' })
  checkOption({
    option: 'approval.approve',
    value: approve,
    holds: ['at-least', 'below'].includes(approve),
    range: `'at-least' or 'below'`,
  })
  return Object.freeze({ column, threshold: threshold + 0, approve })
}
