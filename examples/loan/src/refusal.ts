import type { Table } from '@millrace/core'
import { reasons } from '@millrace/train'
import type { z } from 'zod'
import type { ApprovalModel } from './build.ts'
import { type Loan, problem } from './problem.ts'
import type { Decision } from './score.ts'

/** An application that was not granted, with the reasons that a notice to the applicant would give. */
export interface Refusal {
  readonly id: string
  readonly decision: string
  readonly probability: number
  readonly reasons: readonly string[]
}

/** Explains the least probable of the applications that were not granted; null where all were. */
export function explainRefusal(
  model: ApprovalModel,
  applications: Table<Omit<z.output<typeof Loan>, 'Loan_Status'>>,
  decisions: readonly Decision[],
): Refusal | null {
  const [refused] = decisions.filter(({ decision }) => decision !== 'approve').toSorted((a, b) => a.probability - b.probability)
  const application = refused && [...applications.rows()].find(({ Loan_ID }) => Loan_ID === refused.id)
  if (application === undefined) return null
  const { id, decision, probability } = refused!
  return { id, decision, probability, reasons: reasons(model, application, { names: problem.names }).map(({ text }) => text) }
}
