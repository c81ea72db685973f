import { saltOf } from '../grow/salt.ts'
import { mix } from '../kernels/typescript/gradients.ts'
import type { RoundContext } from './round-context.ts'

/** The rows that a round learns from. */
export interface Bag {
  /** This worker's rows in the bag. */
  readonly count: number
  /** Those of all workers. */
  readonly rows: number
  /** Lays the worker's part of `order` out afresh: rows in the bag first, the others after them. */
  restore(): void
}

/** Draws each row with the probability of the row share, by a hash of round and row, so that it does not matter which worker has it. */
export function drawBag({ views, settings, team, problem, from, count }: RoundContext, round: number): Bag {
  const { members, order, figures } = views
  const own = members.subarray(from, from + count)
  if (settings.rowShare >= 1) return { count, rows: problem.members, restore: () => order.set(own, from) }
  const salt = saltOf(settings.seed, round, -1)
  const limit = Math.floor(settings.rowShare * 0x1_0000_0000)
  let inside = 0
  const deal = (): void => {
    inside = 0
    let outside = from + count
    for (let i = 0; i < count; i++) {
      const row = own[i]!
      if (mix(salt ^ Math.imul(row, 0x9e37_79b1)) >>> 0 < limit) order[from + inside++] = row
      else order[--outside] = row
    }
  }
  deal()
  figures[team.worker * 8 + 2] = inside
  team.meet()
  let rows = 0
  for (let worker = 0; worker < team.workers; worker++) rows += figures[worker * 8 + 2]!
  // With very few rows none may have been drawn: then all are.
  return rows === 0 ? { count, rows: problem.members, restore: () => order.set(own, from) } : { count: inside, rows, restore: deal }
}
