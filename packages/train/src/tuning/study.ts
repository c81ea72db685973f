import { type Digest, MillraceError, seededRandom, type Task, type WorkOptions } from '@millrace/core'
import { sameParams } from './draw.ts'
import type { Proposal, Search, SearchContext } from './search/search.ts'
import type { Trial } from './trial.ts'
import type { TrialLog } from './trial-log.ts'

/** What came of measuring a proposal. */
export type Outcome = { readonly seconds: number } & ({ readonly values: readonly number[] } | { readonly error: MillraceError })

/** Measures proposals, in whatever order and however many at a time, and tells of each when it is done. */
export type MeasureBatch = (batch: readonly Proposal[], done: (index: number, outcome: Outcome) => Promise<void>) => Promise<void>

/** What a study needs. */
export interface StudyOptions extends WorkOptions {
  readonly task: string
  readonly search: Search
  readonly context: Omit<SearchContext, 'random'>
  readonly seed: number
  readonly higherIsBetter: boolean
  readonly measure: MeasureBatch
  readonly log?: TrialLog | undefined
  /** What the log is of; needed where there is a log. */
  readonly digest?: Digest
  /** Is told of each trial that was measured now, before it is in the log. */
  readonly onTrial?: ((trial: Trial) => Promise<void>) | undefined
}

/** Runs a search to its end; trials that the log has already are taken from there. */
export async function runStudy(options: StudyOptions): Promise<readonly Trial[]> {
  const { task, search, context, seed, measure, log, digest, onTrial, signal, progress } = options
  signal?.throwIfAborted()
  const total = search.trials(context)
  const trials: Trial[] = []
  try {
    const logged = new Map((await log?.open(digest!))?.map((trial) => [trial.number, trial]))
    let done = 0
    const report = () => progress?.({ task, done, total, unit: 'trials' })
    report()
    const proposing = search.propose({ ...context, random: seededRandom(seed) })
    for (let step = proposing.next(); step.done !== true; ) {
      const first = trials.length
      const batch = step.value
      const ended = batch.map((proposal, index) => fromLog(logged.get(first + index), proposal))
      const open = [...batch.keys()].filter((index) => ended[index] === undefined)
      done += batch.length - open.length
      await measure(
        open.map((index) => batch[index]!),
        async (position, outcome) => {
          const index = open[position]!
          const trial = trialOf(first + index, batch[index]!, { outcome, rows: context.rows })
          await onTrial?.(trial)
          await log?.append(trial)
          ended[index] = trial
          done++
          report()
        },
      )
      trials.push(...(ended as Trial[]))
      step = proposing.next((ended as Trial[]).map((trial) => lossOf(trial, options)))
    }
    return Object.freeze(trials)
  } finally {
    await log?.close?.()
  }
}

/** Number of classes of a task, 1 for numbers. */
export const classesOf = (task: Task): number => (task.kind === 'multiclass' ? task.classes : task.kind === 'binary' ? 2 : 1)

/** The best of the highest rung that has a trial which did not fail; of equals the earliest. */
export function bestOf<Params>(trials: readonly Trial<Params>[], higherIsBetter: boolean): Trial<Params> {
  const good = trials.filter(({ error }) => error === null)
  const rung = Math.max(...good.map((trial) => trial.rung))
  const [best] = good
    .filter((trial) => trial.rung === rung)
    .sort((a, b) => lossOf(a, { higherIsBetter }) - lossOf(b, { higherIsBetter }) || a.number - b.number)
  if (best !== undefined) return best
  throw new MillraceError({
    code: 'E_TUNING_FAILED',
    message: `tune: all ${trials.length} trials failed; the first said: ${trials[0]?.error?.message}`,
    details: { trials: trials.length, code: trials[0]?.error?.code ?? null },
  })
}

const lossOf = ({ mean, error }: Trial<unknown>, { higherIsBetter }: Pick<StudyOptions, 'higherIsBetter'>): number =>
  error !== null ? Number.POSITIVE_INFINITY : higherIsBetter ? -mean : mean

function fromLog(trial: Trial | undefined, { params }: Proposal): Trial | undefined {
  if (trial === undefined || sameParams(trial.params, params)) return trial
  throw new MillraceError({
    code: 'E_TUNING_LOG_INVALID',
    message: `tune: trial ${trial.number} of the log has other params than the search proposes; restore the log, or name another`,
    details: { trial: trial.number },
  })
}

function trialOf(number: number, proposal: Proposal, { outcome, rows }: { readonly outcome: Outcome; readonly rows: number }): Trial {
  const { params, rung = 0 } = proposal
  const values = 'values' in outcome ? outcome.values : []
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Object.freeze({
    number,
    params,
    rows: proposal.rows ?? rows,
    rung,
    values: Object.freeze([...values]),
    mean,
    deviation: values.length === 0 ? Number.NaN : Math.sqrt(squares / Math.max(values.length - 1, 1)),
    seconds: outcome.seconds,
    error: 'error' in outcome ? Object.freeze({ code: outcome.error.code, message: outcome.error.message }) : null,
  })
}
