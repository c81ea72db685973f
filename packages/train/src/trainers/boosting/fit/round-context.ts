import type { GrowContext } from '../grow/context.ts'
import { createKernels } from '../kernels/arena.ts'
import { layoutOf } from '../kernels/layout.ts'
import { viewsOf } from '../kernels/views.ts'
import { createLoss } from '../losses/create-loss.ts'
import type { Loss } from '../losses/loss.ts'
import type { Team } from '../team/team.ts'
import type { Problem } from './problem.ts'

/** What one worker does a fit with. */
export interface RoundContext extends GrowContext {
  readonly problem: Problem
  readonly loss: Loss
  /** The worker's members: `members[from … from + count - 1]`. */
  readonly from: number
  readonly count: number
}

/** Prepares a worker for the rounds of a fit. */
export function createRoundContext(problem: Problem, team: Team): RoundContext {
  const { arena, matrix, settings } = problem
  const layout = layoutOf(arena.shape)
  const views = viewsOf(arena.buffer, layout, team.worker, matrix.bins)
  const from = Math.floor((problem.members * team.worker) / team.workers)
  const count = Math.floor((problem.members * (team.worker + 1)) / team.workers) - from
  const context: RoundContext = {
    problem,
    views,
    kernels: createKernels(arena, layout, views),
    team,
    settings,
    columns: matrix.columns,
    loss: createLoss(settings, problem.facts),
    from,
    count,
  }
  readRows(context)
  return context
}

/**
 * Copies the bins of the members column by column, and hashes what each row holds, so that how its gradients are rounded does not depend on where it stands.
 */
function readRows({ views, from, count }: RoundContext): void {
  const { bins, words, columnBins, hashes, members, shape } = views
  const { rows, stride, columns } = shape
  const rowWords = stride >> 2
  for (let start = from; start < from + count; start += rowsAtOnce) {
    const end = Math.min(start + rowsAtOnce, from + count)
    for (let column = 0; column < columns; column++) {
      const to = column * rows
      for (let i = start; i < end; i++) columnBins[to + members[i]!] = bins[members[i]! * stride + column]!
    }
    for (let i = start; i < end; i++) {
      const row = members[i]!
      let hash = 0x811c_9dc5
      for (let word = row * rowWords; word < (row + 1) * rowWords; word++)
        hash = Math.imul(hash ^ words[word]!, 0x9e37_79b1) ^ (hash >>> 15)
      hashes[row] = hash
    }
  }
}

/** Few enough rows that they stay in the cache for all columns. */
const rowsAtOnce = 512
