import { measure, samplingVariance } from '../performance/measure.ts'
import { sortTally } from '../performance/score-tally.ts'
import type { DomainSample } from './sample-domains.ts'

/**
 * The mean area of the folds and its standard error.
 *
 * Scores of two folds come from two models and are not compared. The variance of k folds' mean is raised from 1/k to 1/k + 1/(k - 1) of a fold's, for the rows that
 * their models share.
 */
export function areaOutOfFold(
  scores: Float64Array,
  { side, fold, folds }: Pick<DomainSample, 'side' | 'fold' | 'folds'>,
): { readonly auc: number; readonly standardError: number } {
  let area = 0
  let variance = 0
  for (let one = 0; one < folds; one++) {
    const inFold = (_: number, row: number) => fold[row] === one
    const positive = side.filter(inFold)
    const sorted = sortTally({ score: scores.filter(inFold), positive, negative: positive.map((label) => 1 - label) })
    const measured = measure('auc', sorted, 0)!
    area += measured.value
    variance += samplingVariance(measured, sorted)
  }
  return { auc: area / folds, standardError: Math.sqrt((variance / folds) * (1 / folds + 1 / (folds - 1))) }
}
