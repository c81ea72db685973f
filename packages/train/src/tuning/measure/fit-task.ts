import { type FittedEstimator, type Json, MillraceError, type TrainingData } from '@millrace/core'
import { type SentError, sendError } from '../../parallel/sent-error.ts'
import type { Task } from '../../parallel/task.ts'
import { makeTrainer } from './known-trainers.ts'

/** One fit: a trainer and the fold that it learns from. */
export interface FitJob {
  readonly name: string
  readonly params: Readonly<Record<string, Json>>
  readonly fold: number
}

/** What all threads are given: jobs, of which each takes the next that nobody took. */
export interface FitPayload {
  readonly jobs: readonly FitJob[]
  readonly folds: readonly { readonly key: string; readonly data: TrainingData }[]
  readonly seed: number
  /** Number of jobs that were taken; shared. */
  readonly taken: Int32Array
}

/** What is posted when a fit has ended. */
export interface FitMessage {
  readonly job: number
  readonly seconds: number
  readonly result: { readonly estimator: FittedEstimator } | { readonly error: SentError }
}

const lookEveryMs = 50

/** Fits until no job is left. */
export const fitTask: Task<FitPayload, void> = async ({ jobs, folds, seed, taken }, { isStopped, post }) => {
  const controller = new AbortController()
  const looking = setInterval(() => isStopped() && controller.abort(), lookEveryMs)
  try {
    for (let job = Atomics.add(taken, 0, 1); job < jobs.length && !isStopped(); job = Atomics.add(taken, 0, 1)) {
      const started = performance.now()
      const trainer = await makeTrainer(jobs[job]!)
      const data = sameObjects(folds[jobs[job]!.fold]!)
      const result = await resultOf(() => trainer.fit(data, { seed, signal: controller.signal }))
      post({ job, seconds: (performance.now() - started) / 1000, result } satisfies FitMessage)
    }
  } catch (error) {
    if (!controller.signal.aborted) throw error
  } finally {
    clearInterval(looking)
  }
}

async function resultOf(fit: () => Promise<FittedEstimator>): Promise<FitMessage['result']> {
  try {
    return { estimator: await fit() }
  } catch (error) {
    if (MillraceError.isInstance(error)) return { error: sendError(error) }
    throw error
  }
}

/** Folds of this thread by key: the same objects for the same fold, so that its bins are made once. */
const known = new Map<string, TrainingData>()
const mostKnown = 32

function sameObjects({ key, data }: FitPayload['folds'][number]): TrainingData {
  const found = known.get(key) ?? data
  known.delete(key)
  known.set(key, found)
  for (const oldest of [...known.keys()].slice(0, -mostKnown)) known.delete(oldest)
  return found
}
