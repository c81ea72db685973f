import { fitIsotonic, fitSigmoid, isotonicProbability, type Scored, sigmoidProbability } from '@millrace/core/metrics'
import { joined, type ScoreTally, sumOf, withRows } from './score-tally.ts'

/** Below this many rows a calibration by steps follows their noise: it is then a straight line of log-odds. */
const rowsForSteps = 1000

export type CalibrationMap = (score: number) => number

/** Learns what scores are worth: by isotonic regression, or by Platt's sigmoid of the log-odds where rows are few. */
export function fitCalibrationMap(tally: ScoreTally): CalibrationMap {
  const { score, positive, negative } = withRows(tally)
  const scoredBy = (values: Float64Array): Scored => ({
    label: Uint8Array.from({ length: 2 * values.length }, (_, i) => Number(i < values.length)),
    score: joined([values, values]),
    weight: joined([positive, negative]),
  })
  if (sumOf(positive) + sumOf(negative) < rowsForSteps) {
    const sigmoid = fitSigmoid(scoredBy(score.map(logOdds)))
    return (one) => sigmoidProbability(sigmoid, logOdds(one))
  }
  const isotonic = fitIsotonic(scoredBy(score))
  return (one) => isotonicProbability(isotonic, one)
}

function logOdds(probability: number): number {
  const within = Math.min(Math.max(probability, 1e-6), 1 - 1e-6)
  return Math.log(within / (1 - within))
}
