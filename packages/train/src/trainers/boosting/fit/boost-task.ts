import type { Task } from '../../../parallel/task.ts'
import { type Boosted, boost } from './boost.ts'
import type { Problem } from './problem.ts'

/** Boosts in the threads of the pool; the first one tells of each round and returns what all have found. */
export const boostTask: Task<Problem, Boosted | null> = (problem, { index, threads, barrier, post }) => {
  const rounds = boost(problem, { worker: index, workers: threads, meet: barrier })
  for (;;) {
    const { done, value } = rounds.next()
    if (done) return index === 0 ? value : null
    if (index === 0) post(value)
  }
}
