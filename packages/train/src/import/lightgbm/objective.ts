import { abs, type Expr, exp, gt, mul } from '@millrace/core'
import { logistic } from '../../model/targets/binary.ts'
import { indexOfGreatest } from '../../model/targets/most-probable.ts'
import { softmax } from '../../model/targets/softmax.ts'
import type { Answer } from '../answer.ts'
import { unsupportedFile } from '../import-error.ts'

const identity = new Set(['regression', 'regression_l1', 'huber', 'fair', 'quantile', 'mape', 'lambdarank', 'rank_xendcg', 'custom'])
const exponential = new Set(['poisson', 'gamma', 'tweedie'])

/**
 * The answer of raw scores; `mean` is what they are multiplied by before the link, which is 1 except for forests.
 *
 * @see https://lightgbm.readthedocs.io/en/stable/Parameters.html#objective
 */
export function answerOf(objective: string | null, scores: readonly Expr<number>[], mean: number): Answer {
  const [name = 'custom', ...words] = (objective ?? 'custom').split(' ')
  const options = new Map(words.map((word) => word.split(':', 2) as [string, string | undefined]))
  const scaled = scores.map((score) => (mean === 1 ? score : mul(score, mean)))
  if (name === 'multiclass' && scores.length > 1)
    return { kind: 'multiclass', scores, probabilities: softmax(scaled), index: indexOfGreatest(scaled) }
  if (name === 'multiclassova' && scores.length > 1) {
    const probabilities = scaled.map((score) => logistic(mul(score, sigmoidOf(options))))
    return { kind: 'multiclass', scores, probabilities, index: indexOfGreatest(probabilities) }
  }
  const [score, value] = [scores[0]!, scaled[0]!]
  if (scores.length > 1) throw unsupportedFile('LightGBM', `the objective '${name}' with ${scores.length} trees an iteration is not read`)
  if (name === 'binary') {
    const probability = logistic(mul(value, sigmoidOf(options)))
    return { kind: 'binary', score, probability, positive: gt(probability, 0.5), threshold: 0.5 }
  }
  if (identity.has(name)) return { kind: 'regression', score, value: options.has('sqrt') ? mul(value, abs(value)) : value }
  if (exponential.has(name)) return { kind: 'regression', score, value: exp(value) }
  if (name === 'cross_entropy' || name === 'xentropy') return { kind: 'regression', score, value: logistic(value) }
  throw unsupportedFile('LightGBM', `the objective '${name}' is not read`)
}

function sigmoidOf(options: ReadonlyMap<string, string | undefined>): number {
  const steepness = Number(options.get('sigmoid') ?? 1)
  if (steepness > 0 && steepness < Infinity) return steepness
  throw unsupportedFile('LightGBM', `the objective's sigmoid is '${options.get('sigmoid')}'; a number above 0 is needed`)
}
