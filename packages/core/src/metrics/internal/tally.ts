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

/** One entry for each distinct score, scores descending. */
export function tallyByScore({ label, score: scores, weight }: Checked): Tally {
  const order = descendingOrder(scores)
  const tally = {
    score: new Float64Array(order.length),
    positive: new Float64Array(order.length),
    negative: new Float64Array(order.length),
  }
  let entry = -1
  let last = Number.NaN
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!
    const score = scores[row]!
    if (score !== last) {
      entry++
      tally.score[entry] = score
      last = score
    }
    const side = label[row] === 1 ? tally.positive : tally.negative
    side[entry]! += weight === undefined ? 1 : weight[row]!
  }
  const distinct = (values: Float64Array) => values.subarray(0, entry + 1)
  return { score: distinct(tally.score), positive: distinct(tally.positive), negative: distinct(tally.negative) }
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
  if (tally.score.every(weighs)) return tally
  return { score: tally.score.filter(weighs), positive: tally.positive.filter(weighs), negative: tally.negative.filter(weighs) }
}

export function cumulative(values: Float64Array): Float64Array {
  let sum = 0
  return values.map((value) => {
    sum += value
    return sum
  })
}
