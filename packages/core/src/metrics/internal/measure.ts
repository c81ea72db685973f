import { MillraceError } from '../../errors/millrace-error.ts'
import type { Scored } from '../scored.ts'
import type { Checked } from './check-scored.ts'
import { rankScores } from './rank-scores.ts'
import type { Tally } from './tally.ts'

/** A metric of rows of which each is taken as often as its count says. */
export type Measure = (counts: Uint32Array) => number

/** Ranks the scores once; each measurement is then one pass over the rows and one over the distinct scores. */
export function measureByKernel(
  { label, score: scores, weight }: Checked,
  over: (score: Float64Array) => (tally: Tally) => number,
): Measure {
  const { score, rank } = rankScores(scores)
  const kernel = over(score)
  const tally = { score, positive: new Float64Array(score.length), negative: new Float64Array(score.length) }
  return (counts) => {
    tally.positive.fill(0)
    tally.negative.fill(0)
    for (let row = 0; row < rank.length; row++) {
      const side = label[row] === 1 ? tally.positive : tally.negative
      side[rank[row]!]! += weight === undefined ? counts[row]! : counts[row]! * weight[row]!
    }
    return kernel(tally)
  }
}

/** Gives the function the rows themselves, repeated as counted. */
export function measureByFunction({ label, score, weight }: Checked, metric: (scored: Scored) => number, caller: string): Measure {
  return (counts) => {
    const rows: number[] = []
    counts.forEach((count, row) => {
      for (let copy = 0; copy < count; copy++) rows.push(row)
    })
    const drawn = { label: Uint8Array.from(rows, (row) => label[row]!), score: Float64Array.from(rows, (row) => score[row]!) }
    const value = metric(weight === undefined ? drawn : { ...drawn, weight: Float64Array.from(rows, (row) => weight[row]!) })
    if (Number.isFinite(value)) return value
    throw new MillraceError({
      code: 'E_METRIC_VALUE',
      message: `${caller}: the metric function gave ${value} for ${rows.length} drawn rows; it must give a finite number`,
      details: { caller, value: String(value), rows: rows.length },
    })
  }
}
