import { descendingOrder } from './descending-order.ts'

/** The distinct scores in descending order, and for each row the place of its score among them. */
interface Ranking {
  readonly score: Float64Array
  readonly rank: Uint32Array
}

export function rankScores(score: Float64Array): Ranking {
  const order = descendingOrder(score)
  const rank = new Uint32Array(score.length)
  const distinct = new Float64Array(score.length)
  let last = 0
  distinct[0] = score[order[0]!]!
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!
    const value = score[row]!
    if (value !== distinct[last]) distinct[++last] = value
    rank[row] = last
  }
  return { score: distinct.subarray(0, last + 1), rank }
}
