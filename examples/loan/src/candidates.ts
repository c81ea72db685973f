import type { Progress, Table, Trainer } from '@millrace/core'
import type { RunHandle } from '@millrace/registry'
import { type CrossValidation, crossValidate, dummy, logisticRegression, mlRandomForest } from '@millrace/train'
import type { z } from 'zod'
import { approval } from './model.ts'
import type { LoanCase } from './problem.ts'

/** A trainer and how it did. */
export interface Candidate {
  readonly trainer: Trainer
  readonly validation: CrossValidation
  /** Only a model that can explain itself may decide. */
  readonly canExplain: boolean
}

/** Where work is recorded, and how. */
export interface Work {
  readonly run: RunHandle
  readonly seed: number
  readonly progress: Progress
}

/** Cross-validates each trainer on the same folds, each in a run of its own. */
export async function compareCandidates(fitting: Table<z.output<typeof LoanCase>>, work: Work): Promise<Candidate[]> {
  const candidates: Candidate[] = []
  for (const trainer of [dummy(), logisticRegression(), mlRandomForest({ trees: 10 })])
    candidates.push(await tryTrainer(trainer, fitting, work))
  return candidates
}

/** Cross-validates one trainer in a run that is part of the given one. */
export async function tryTrainer(
  trainer: Trainer,
  fitting: Table<z.output<typeof LoanCase>>,
  { run, seed, progress }: Work,
): Promise<Candidate> {
  const own = await run.startRun({ name: trainer.name, params: { trainer: trainer.name, ...trainer.params }, seed })
  const validation = await crossValidate(approval(trainer), fitting, { folds: 5, seed, progress })
  await own.logMetrics(Object.fromEntries(Object.entries(validation.summary).map(([metric, { mean }]) => [metric, mean])))
  await own.end()
  return { trainer, validation, canExplain: trainer.name !== 'ml-random-forest' }
}

/** The candidate with the least log loss among those that may decide. */
export function choose(candidates: readonly Candidate[]): Candidate {
  return candidates
    .filter(({ canExplain }) => canExplain)
    .reduce((best, one) => (one.validation.summary.logLoss.mean < best.validation.summary.logLoss.mean ? one : best))
}
