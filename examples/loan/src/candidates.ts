import type { Progress, Table } from '@millrace/core'
import type { RunHandle } from '@millrace/registry'
import { type CrossValidation, crossValidate, dummy, randomForest, scorecard } from '@millrace/train'
import type { z } from 'zod'
import { type Approval, approvalBySum, approvalByTrees } from './model.ts'
import type { LoanCase } from './problem.ts'

/** A model to be, and how it did. */
export interface Candidate {
  readonly spec: Approval
  readonly validation: CrossValidation
}

/** Where work is recorded, and how. */
export interface Work {
  readonly run: RunHandle
  readonly seed: number
  readonly progress: Progress
}

/** What is tried untuned: the least that a model must beat, and two that do well as they are. */
export const untuned = (): readonly Approval[] => [
  approvalBySum(dummy()),
  approvalByTrees(scorecard({ monotone: { history: 'rising' } })),
  approvalByTrees(randomForest({ trees: 200, minRowsLeaf: 10 })),
]

/** Cross-validates specs on the same folds, each in a run of its own. */
export async function compareCandidates(
  specs: readonly Approval[],
  fitting: Table<z.output<typeof LoanCase>>,
  work: Work,
): Promise<Candidate[]> {
  const candidates: Candidate[] = []
  for (const spec of specs) candidates.push(await tryCandidate(spec, fitting, work))
  return candidates
}

/** Cross-validates one spec in a run that is part of the given one. */
async function tryCandidate(spec: Approval, fitting: Table<z.output<typeof LoanCase>>, { run, seed, progress }: Work): Promise<Candidate> {
  const { name, params } = spec.trainer
  const texts = Object.entries(params).map(([param, value]) => [param, JSON.stringify(value)])
  await using own = await run.startRun({ name, params: { trainer: name, ...Object.fromEntries(texts) }, seed })
  const validation = await crossValidate(spec, fitting, { folds: 5, seed, progress })
  await own.logMetrics(Object.fromEntries(Object.entries(validation.summary).map(([metric, { mean }]) => [metric, mean])))
  await own.end()
  return { spec, validation }
}

/** The candidate with the least log loss; all of them can say why they decide as they do. */
export function choose(candidates: readonly Candidate[]): Candidate {
  return candidates.reduce((best, one) => (one.validation.summary.logLoss.mean < best.validation.summary.logLoss.mean ? one : best))
}
