import { fromRows, type Table } from '@millrace/core'
import { split } from '@millrace/data'
import type { Promotion, Registry } from '@millrace/registry'
import { evaluate } from '@millrace/train'
import type { z } from 'zod'
import { type ApprovalModel, build, filesOf, register } from './build.ts'
import { choose, compareCandidates, type Work } from './candidates.ts'
import { describeModel } from './card.ts'
import type { Approval } from './model.ts'
import { type Answered, LoanCase, problem } from './problem.ts'

type Cases = Table<z.output<typeof LoanCase>>

/** What the challenger is made from, and whom it must beat. */
export interface Retraining {
  readonly champion: ApprovalModel
  readonly specs: readonly Approval[]
  readonly fitting: Cases
  readonly current: Table<z.output<typeof Answered>>
}

/**
 * Chooses and trains a challenger anew on the old rows and on new ones whose outcome is known, for what suited the old times need not suit the new ones. It is
 * promoted only if it beats the champion on new rows that neither was trained on.
 */
export async function retrain(registry: Registry, { champion, specs, fitting, current }: Retraining, work: Work): Promise<Promotion> {
  const labelled = current.filter(({ Loan_Status }) => Loan_Status !== null)
  const cases = fromRows(
    LoanCase,
    Array.from(labelled.rows(), ({ probability, decision, approved, ...row }) => row as z.output<typeof LoanCase>),
  )
  const [newFitting, newHoldout] = split(cases, { test: 0.4, stratify: problem.target.column, seed: work.seed })
  const together = fitting.concat(newFitting)
  const chosen = choose(await compareCandidates(specs, together, work))
  const challenger = await build(chosen, together, newHoldout, work)
  const files = filesOf(challenger.model, await describeModel(challenger, newHoldout, work))
  const version = await register(registry, challenger, fitting.concat(cases), { run: work.run, files })
  const holder = evaluate(champion, newHoldout, { rounds: 0 }).evidence
  return registry.promote(version, 'production', {
    require: problem.required,
    beats: { alias: 'production', evidence: { holder } },
    reason: 'retrained since the drift gate failed',
  })
}
