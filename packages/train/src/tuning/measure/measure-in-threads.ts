import { randomUUID } from 'node:crypto'
import type { Trainer, TrainingData } from '@millrace/core'
import { runTask } from '../../parallel/run-task.ts'
import { receiveError } from '../../parallel/sent-error.ts'
import type { StudyFold } from '../folds/study-fold.ts'
import { shareRows } from '../folds/take-rows.ts'
import type { Proposal } from '../search/search.ts'
import type { MeasureBatch, Outcome } from '../study.ts'
import type { FitMessage, FitPayload } from './fit-task.ts'
import { requireNoNull, scoreFold } from './measure-fold.ts'
import { failureOf, type MeasureOptions, rowShares } from './measure-here.ts'

/** A trial whose folds are being fitted; by fold the metric, or the error. */
interface Plan {
  readonly trainer: Trainer
  readonly folds: readonly StudyFold[]
  readonly values: number[]
  readonly errors: unknown[]
  left: number
  seconds: number
}

/** Fits the folds of a batch in threads, each taking the next fit that is left, and measures in this one what they return. */
export function measureInThreads(options: MeasureOptions & { readonly threads: number }): MeasureBatch {
  const { trainerOf, foldsOf, metric, seed, threads, signal } = options
  const shareOf = rowShares(options)
  const sentOf = sentFolds()

  const planOf = async (proposal: Proposal): Promise<Plan> => {
    const folds = (await foldsOf(proposal)).slice(0, proposal.folds).map((fold) => shareOf(fold, proposal))
    return { trainer: trainerOf(proposal), folds, values: [], errors: [], left: folds.length, seconds: 0 }
  }

  return async (batch, done) => {
    const plans: Plan[] = []
    for (const proposal of batch) plans.push(await planOf(proposal))
    const jobs = plans.flatMap((plan, trial) => plan.folds.map((fold, at) => ({ trial, plan, fold, at })))
    const folds = [...new Set(jobs.map(({ fold }) => fold))]
    let told = Promise.resolve()
    const receive = ({ job, seconds, result }: FitMessage) => {
      const { trial, plan, fold, at } = jobs[job]!
      plan.seconds += seconds
      plan.left--
      try {
        if ('error' in result) throw receiveError(result.error, 'fit-folds')
        requireNoNull(plan.trainer, fold)
        plan.values[at] = scoreFold(plan.trainer, result.estimator, { fold, metric })
      } catch (error) {
        plan.errors[at] = error
      }
      if (plan.left > 0) return
      told = told.then(() => done(trial, outcomeOf(plan)))
      told.catch(() => {})
    }
    await runTask<void>('fit-folds', {
      payload: {
        jobs: jobs.map(({ plan: { trainer }, fold }) => ({ name: trainer.name, params: trainer.params, fold: folds.indexOf(fold) })),
        folds: folds.map(sentOf),
        seed,
        taken: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
      } satisfies FitPayload,
      threads: Math.min(threads, Math.max(jobs.length, 1)),
      signal,
      onMessage: (message) => receive(message as FitMessage),
    })
    await told
  }
}

/** Of several errors that of the earliest fold counts, so that the outcome does not depend on which fit ended first. */
function outcomeOf({ values, errors, seconds }: Plan): Outcome {
  const error = errors.find((each) => each !== undefined)
  return error === undefined ? { values, seconds } : { error: failureOf(error), seconds }
}

/** A fold's rows as threads get them: columns that are shared, under a key by which a thread knows them again. */
function sentFolds(): (fold: StudyFold) => { readonly key: string; readonly data: TrainingData } {
  const sent = new WeakMap<StudyFold, { readonly key: string; readonly data: TrainingData }>()
  return (fold) => {
    const known = sent.get(fold) ?? { key: randomUUID(), data: shareRows(fold.train) }
    sent.set(fold, known)
    return known
  }
}
