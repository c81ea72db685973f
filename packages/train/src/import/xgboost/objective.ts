import { type Expr, exp, gt } from '@millrace/core'
import { logistic } from '../../model/targets/binary.ts'
import { indexOfGreatest } from '../../model/targets/most-probable.ts'
import { softmax } from '../../model/targets/softmax.ts'
import type { Answer } from '../answer.ts'
import { unsupportedFile } from '../import-error.ts'

type Link = 'identity' | 'logistic' | 'exp'

const regressions: Readonly<Record<string, Link>> = {
  'reg:squarederror': 'identity',
  'reg:linear': 'identity',
  'reg:squaredlogerror': 'identity',
  'reg:pseudohubererror': 'identity',
  'reg:absoluteerror': 'identity',
  'reg:quantileerror': 'identity',
  'reg:logistic': 'logistic',
  'reg:gamma': 'exp',
  'reg:tweedie': 'exp',
  'count:poisson': 'exp',
  'survival:cox': 'exp',
  'survival:aft': 'exp',
  'rank:pairwise': 'identity',
  'rank:ndcg': 'identity',
  'rank:map': 'identity',
}
const binary: Readonly<Record<string, Link>> = { 'binary:logistic': 'logistic', 'binary:logitraw': 'identity' }
const multiclass = new Set(['multi:softprob', 'multi:softmax'])

/** What the objective makes of margins: how a base score becomes one, and the answer. */
export interface Objective {
  readonly kind: Answer['kind']
  /** The margin of a base score, which is stored as a prediction. */
  margin(base: number): number
  answer(scores: readonly Expr<number>[]): Answer
}

/** @see https://xgboost.readthedocs.io/en/stable/parameter.html#learning-task-parameters */
export function objectiveOf(name: string): Objective {
  if (multiclass.has(name)) {
    return {
      kind: 'multiclass',
      margin: (base) => base,
      answer: (scores) => ({ kind: 'multiclass', scores, probabilities: softmax(scores), index: indexOfGreatest(scores) }),
    }
  }
  if (Object.hasOwn(binary, name)) {
    return {
      kind: 'binary',
      margin: margins[binary[name]!],
      answer: ([score]) => {
        const probability = logistic(score!)
        return { kind: 'binary', score: score!, probability, positive: gt(probability, 0.5), threshold: 0.5 }
      },
    }
  }
  if (!Object.hasOwn(regressions, name)) throw unsupportedFile('XGBoost', `the objective '${name}' is not read`)
  const link = regressions[name]!
  return {
    kind: 'regression',
    margin: margins[link],
    answer: ([score]) => ({ kind: 'regression', score: score!, value: links[link](score!) }),
  }
}

const links: Readonly<Record<Link, (score: Expr<number>) => Expr<number>>> = { identity: (x) => x, logistic, exp }

/** The links turned round. */
const margins: Readonly<Record<Link, (base: number) => number>> = {
  identity: (base) => base,
  logistic: (p) => Math.log(p / (1 - p)),
  exp: Math.log,
}
