import type { Checked } from './check-scored.ts'
import { descendingOrder } from './descending-order.ts'

/**
 * Weight of the positive and of the negative rows at each score.
 *
 * Every metric is a function of it. Ranking metrics and curves read one whose scores are distinct and descend; sums over rows also take one
 * with an entry for each row. Entries may weigh nothing.
 */
export interface Tally {
  readonly score: Float64Array
  readonly positive: Float64Array
  readonly negative: Float64Array
}

/** The distinct scores in descending order, and for each row the place of its score among them. */
export interface Ranking {
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

/** One entry for each distinct score, scores descending. */
export function tallyByScore({ label, score: scores, weight }: Checked): Tally {
  const { score, rank } = rankScores(scores)
  const [negative, positive] = [new Float64Array(score.length), new Float64Array(score.length)]
  for (let row = 0; row < rank.length; row++) {
    const side = label[row] === 1 ? positive : negative
    side[rank[row]!]! += weight === undefined ? 1 : weight[row]!
  }
  return { score, positive, negative }
}

/** One entry for each row, without a sort. */
export function tallyByRow({ label, score, weight }: Checked): Tally {
  const positive = new Float64Array(label.length)
  const negative = new Float64Array(label.length)
  for (let row = 0; row < label.length; row++) {
    const side = label[row] === 1 ? positive : negative
    side[row] = weight === undefined ? 1 : weight[row]!
  }
  return { score, positive, negative }
}

/** Weight of all positive and of all negative rows. */
export function totalsOf({ positive, negative }: Tally): { readonly positive: number; readonly negative: number } {
  const totals = { positive: 0, negative: 0 }
  for (let i = 0; i < positive.length; i++) {
    totals.positive += positive[i]!
    totals.negative += negative[i]!
  }
  return totals
}

/** The entries that weigh something. */
export function withoutEmpty(tally: Tally): Tally {
  const weighs = (_: number, index: number) => tally.positive[index]! + tally.negative[index]! > 0
  return { score: tally.score.filter(weighs), positive: tally.positive.filter(weighs), negative: tally.negative.filter(weighs) }
}

export function cumulative(values: Float64Array): Float64Array {
  let sum = 0
  return values.map((value) => (sum += value))
}

export function startingWith(first: number, rest: Float64Array): Float64Array {
  const values = new Float64Array(rest.length + 1)
  values[0] = first
  values.set(rest, 1)
  return values
}
