import { fromRows, type Table } from '@millrace/core'
import { split } from '@millrace/data'
import type { Promotion, Registry } from '@millrace/registry'
import { evaluate } from '@millrace/train'
import type { z } from 'zod'
import { type ApprovalModel, build, register } from './build.ts'
import { type Candidate, tryTrainer, type Work } from './candidates.ts'
import { type Answered, LoanCase, problem } from './problem.ts'

type Cases = Table<z.output<typeof LoanCase>>

/** What the challenger is made from, and whom it must beat. */
export interface Retraining {
  readonly champion: ApprovalModel
  readonly trainer: Candidate['trainer']
  readonly fitting: Cases
  readonly current: Table<z.output<typeof Answered>>
}

/**
 * Trains a challenger on the old rows and on new ones whose outcome is known, and promotes it only if it beats the champion on new rows that
 * neither was trained on.
 */
export async function retrain(registry: Registry, { champion, trainer, fitting, current }: Retraining, work: Work): Promise<Promotion> {
  const labelled = current.filter(({ Loan_Status }) => Loan_Status !== null)
  const cases = fromRows(
    LoanCase,
    Array.from(labelled.rows(), ({ probability, decision, ...row }) => row as z.output<typeof LoanCase>),
  )
  const [newFitting, newHoldout] = split(cases, { test: 0.3, stratify: problem.target.column, seed: work.seed })
  const together = fitting.concat(newFitting)
  const challenger = await build(await tryTrainer(trainer, together, work), together, newHoldout, work)
  const version = await register(registry, challenger, fitting.concat(cases), work)
  const holder = evaluate(champion, newHoldout, { rounds: 0 }).evidence
  return registry.promote(version, 'production', {
    require: problem.required,
    beats: { alias: 'production', evidence: { holder } },
    reason: 'retrained since the drift gate failed',
  })
}
