import { MillraceError, type Trainer, yieldToEventLoop } from '@millrace/core'
import type { StudyFold } from '../folds/study-fold.ts'
import { drawShare, takeRows } from '../folds/take-rows.ts'
import type { Proposal } from '../search/search.ts'
import type { MeasureBatch, Outcome } from '../study.ts'
import { measureFold } from './measure-fold.ts'
import type { MetricOfTask } from './tuning-metric.ts'

/** What measuring needs to know of a study. */
export interface MeasureOptions {
  /** The trainer with a proposal's params. */
  readonly trainerOf: (proposal: Proposal) => Trainer
  /** The folds for a proposal; of equal features the same objects, so that bins are shared. */
  readonly foldsOf: (proposal: Proposal) => Promise<readonly StudyFold[]>
  readonly metric: MetricOfTask
  readonly seed: number
  /** Number of rows, of which a proposal may want fewer. */
  readonly rows: number
  readonly signal?: AbortSignal | undefined
}

/** Measures one fold after the other in this thread. */
export function measureHere(options: MeasureOptions): MeasureBatch {
  const shareOf = rowShares(options)
  return async (batch, done) => {
    for (const [index, proposal] of batch.entries()) await done(index, await measureProposal(proposal, { ...options, shareOf }))
  }
}

interface ProposalOptions extends MeasureOptions {
  readonly shareOf: (fold: StudyFold, proposal: Proposal) => StudyFold
}

async function measureProposal(proposal: Proposal, options: ProposalOptions): Promise<Outcome> {
  const { trainerOf, foldsOf, shareOf, metric, seed, signal } = options
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  const values: number[] = []
  try {
    const trainer = trainerOf(proposal)
    for (const fold of (await foldsOf(proposal)).slice(0, proposal.folds)) {
      await yieldToEventLoop(signal)
      values.push(await measureFold(trainer, shareOf(fold, proposal), { seed, metric, signal }))
    }
    return { values, seconds: seconds() }
  } catch (error) {
    return { error: failureOf(error), seconds: seconds() }
  }
}

/** A refusal that its params may explain makes a trial a failed one; any other error ends the study. */
export function failureOf(error: unknown): MillraceError {
  if (MillraceError.isInstance(error) && error.code !== 'E_WORKER_DIED' && error.code !== 'E_SEED_INVALID') return error
  throw error
}

/** Folds with fewer rows to learn from; those of one rung are made once. */
export function rowShares({ rows, seed }: Pick<MeasureOptions, 'rows' | 'seed'>): (fold: StudyFold, proposal: Proposal) => StudyFold {
  const made = new WeakMap<StudyFold, { readonly wanted: number; readonly fold: StudyFold }>()
  return (fold, { rows: wanted = rows }) => {
    if (wanted >= rows) return fold
    const known = made.get(fold)
    if (known?.wanted === wanted) return known.fold
    const { train, test } = fold
    const drawn = drawShare(train.target, train.task ?? { kind: 'binary' }, { share: wanted / rows, seed })
    const smaller = { train: takeRows(train, drawn), test }
    made.set(fold, { wanted, fold: smaller })
    return smaller
  }
}
