import { yieldToEventLoop } from '@millrace/core'
import { runTask } from '../../../parallel/run-task.ts'
import { alone } from '../team/team.ts'
import { type Boosted, boost } from './boost.ts'
import type { Problem } from './problem.ts'

/** How a fit is run. */
export interface RunOptions {
  readonly signal?: AbortSignal | undefined
  /** Is told the number of rounds done. */
  readonly onRound: (rounds: number) => void
}

/** A fit lets other work of the process run after so many milliseconds. */
const yieldEveryMs = 25

/** Boosts in this thread, which it leaves to other work now and then, or in as many threads as the arena was made for. */
export async function runBoosting(problem: Problem, { signal, onRound }: RunOptions): Promise<Boosted> {
  const threads = problem.arena.shape.workers
  if (threads > 1) {
    const results = await runTask<Boosted | null>('boosting', {
      payload: problem,
      threads,
      signal,
      onMessage: (round) => onRound(round as number),
    })
    return results[0]!
  }
  const rounds = boost(problem, alone)
  for (let last = performance.now(); ; ) {
    const { done, value } = rounds.next()
    if (done) return value
    onRound(value)
    if (performance.now() - last > yieldEveryMs) {
      await yieldToEventLoop(signal)
      last = performance.now()
    }
  }
}
