import {
  add,
  coalesce,
  div,
  type Expr,
  estimate,
  exp,
  featurePrefix,
  ge,
  isIn,
  log1p,
  lt,
  type Model,
  mul,
  pick,
  seededRandom,
  when,
} from '@millrace/core'
import { columnExpressions, columns, loanModel } from './loan.ts'

/** Logistic regression over logarithms and one-hot columns, with a policy of three decisions. */
export function linearModel(): Model {
  return loanModel('by-hand', () => {
    const features = Object.fromEntries(columnExpressions().flatMap(featuresOf))
    const random = seededRandom(7)
    const values = Object.values(features)
    const weights = Float64Array.from(values, () => random.normal() / 10)
    const score = estimate({ op: 'linear', weights, intercept: 0.5, means: new Float64Array(values.length) }, values)
    const probability = div(1, add(exp(mul(score, -1)), 1)) as Expr<number>
    const rule = when(lt(probability, 0.4), 0, when(ge(probability, 0.7), 2, 1))
    return {
      ...features,
      score,
      probability,
      label: pick(ge(probability, 0.5), ['N', 'Y']),
      decision: pick(rule, ['decline', 'refer', 'approve']),
      reason: pick(rule, ['too little speaks for it', 'a person decides', 'clear enough to grant']),
    }
  })
}

function featuresOf(column: Expr<number | string | null>, index: number): [string, Expr<number | boolean>][] {
  const { name, categories } = columns[index]!
  if (categories === undefined) return [[`${featurePrefix}${name}`, coalesce(log1p(column as Expr<number>), 0) as Expr<number>]]
  return categories.map((category) => [
    `${featurePrefix}${name}:${category}`,
    coalesce(isIn(column as Expr<string>, [category]), false) as Expr<boolean>,
  ])
}
