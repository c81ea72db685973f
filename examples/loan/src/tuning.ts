import type { Table, Trainer } from '@millrace/core'
import { gradientBoosting, integer, logisticRegression, logUniform, penaltySpace, type Trial, tpe, tune, uniform } from '@millrace/train'
import type { z } from 'zod'
import type { Work } from './candidates.ts'
import { type Approval, approvalBySum, approvalByTrees } from './model.ts'
import type { LoanCase } from './problem.ts'

/** A spec whose params were searched. */
export interface TunedSpec {
  readonly spec: Approval
  readonly best: Trial<object>
  readonly trials: number
}

/** Whatever else is learnt, a good credit history never counts against an applicant. */
const boosting = (options: Parameters<typeof gradientBoosting>[0]): Trainer<true> =>
  gradientBoosting({ ...options, monotone: { history: 1 } })

/**
 * Searches params in few trials, each a run of its own. Trials have folds of another seed than the comparison of candidates: params that were lucky with some folds are
 * then judged on others.
 */
export async function tuneCandidates(fitting: Table<z.output<typeof LoanCase>>, { run, seed, progress }: Work): Promise<TunedSpec[]> {
  const common = { folds: 5, seed: seed + 1, progress }
  await using logisticRun = await run.startRun({ name: 'tune logistic-regression', seed: common.seed })
  const logistic = await tune(({ l2 }) => approvalBySum(logisticRegression({ l2 })), fitting, {
    ...common,
    space: penaltySpace(),
    search: tpe({ trials: 12, startup: 6, batch: 2 }),
    run: logisticRun,
  })
  await logisticRun.end()
  await using boostingRun = await run.startRun({ name: 'tune gradient-boosting', seed: common.seed })
  const boosted = await tune((params) => approvalByTrees(boosting(params)), fitting, {
    ...common,
    space: { learningRate: logUniform(0.02, 0.2), maxLeaves: integer(2, 8), minRows: integer(5, 40), featureShareByNode: uniform(0.3, 1) },
    search: tpe({ trials: 12, startup: 6, batch: 2 }),
    run: boostingRun,
  })
  await boostingRun.end()
  return [logistic, boosted].map(({ spec, best, trials }) => ({ spec, best, trials: trials.length }))
}
