import { add, clamp, div, type Expr, greatest, type Json, least, log, mul, sub } from '@millrace/core'
import { auc, fitIsotonic, fitSigmoid, type Isotonic, type Scored } from '@millrace/core/metrics'
import { logistic } from '../model/assemble-graph.ts'
import { fitTemperature } from './fit-temperature.ts'
import type { ScoreScale } from './score-scale.ts'

/** A calibration of two classes: what was learnt, and what it makes of a score. */
export interface Curve {
  readonly state: Readonly<Record<string, Json>>
  probability(score: Expr<number>): Expr<number>
}

export function sigmoidCurve(scored: Scored): Curve {
  const { a, b } = fitSigmoid(scored)
  return { state: { a, b }, probability: (score) => logistic(add(mul(score, -a), -b)) }
}

export function isotonicCurve(scored: Scored): Curve {
  const isotonic = fitIsotonic(scored)
  return { state: { x: isotonic.x, y: isotonic.y }, probability: (score) => sumOfRamps(isotonic, score) }
}

/** Refuses, as the other curves do, what AUC refuses: rows that are not well-formed, or of one label. */
export function temperatureCurve(scored: Scored, scale: ScoreScale): Curve {
  auc(scored)
  const score = scale === 'log-odds' ? scored.score : Float64Array.from(scored.score, logOdds)
  const temperature = fitTemperature({ ...scored, logits: [new Float64Array(score.length), score] })
  const state = { temperature }
  return { state, probability: (given) => logistic(div(scale === 'log-odds' ? given : logOddsOf(given), temperature)) }
}

/**
 * Straight lines between knots, constant beyond them, as a sum of clipped ramps: arithmetic alone, so that every execution gives the same bits, and never falling.
 */
function sumOfRamps({ x, y }: Isotonic, score: Expr<number>): Expr<number> {
  const floor = add(mul(score, 0), y[0]!)
  const sum = x.slice(1).reduce((below, to, i) => {
    const [from, rise] = [x[i]!, y[i + 1]! - y[i]!]
    return rise > 0 ? add(below, mul(clamp(div(sub(score, from), to - from), 0, 1), rise)) : below
  }, floor)
  return least(sum, y.at(-1)!)
}

/** Probabilities of 0 and 1 have log-odds that are this far from 0, as in scikit-learn. */
const smallest = Number.EPSILON

/** The logarithm of a probability, of one that is 0 as of the smallest. */
export const clampedLog = (probability: number) => Math.log(Math.max(probability, smallest))
/** {@link clampedLog} in a graph. */
export const clampedLogOf = (probability: Expr<number>) => log(greatest(probability, smallest)) as Expr<number>

const logOdds = (probability: number) => clampedLog(probability) - clampedLog(1 - probability)
const logOddsOf = (probability: Expr<number>) =>
  sub(clampedLogOf(probability), clampedLogOf(sub(1, probability) as Expr<number>)) as Expr<number>
