import { add, div, mul } from '../expression/arithmetic.ts'
import { ge, lt } from '../expression/comparison.ts'
import { exp } from '../expression/elementary.ts'
import { estimate } from '../expression/estimate.ts'
import type { Expr } from '../expression/expr.ts'
import { when } from '../expression/logic.ts'
import { pick } from '../expression/lookup.ts'
import type { Model } from '../model/model.ts'
import { type ExampleApplicant, exampleOf } from './example-of.ts'

/**
 * Which example is made.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface ExampleModelOptions {
  /** Name of the model. @defaultValue 'repayment' */
  readonly name?: string
  /** Added to the score: models that differ in it give different probabilities. @defaultValue 0 */
  readonly shift?: number
  /** Whether the model has a policy with `approve`, `refer` and `decline`. @defaultValue false */
  readonly policy?: boolean
}

/**
 * A small linear model of three input columns and more, made by hand without any training: for tests of registries and servers.
 *
 * @param options - its name, and what makes it differ from another
 * @returns a model whose labels are `yes` and `no`; it needs `income`, `amount`, `area`, `employed`, and takes `gender` along
 * @example
 * ```ts
 * import { exampleModel } from '@millrace/core/testing'
 *
 * const model = exampleModel({ policy: true })
 * const row = { income: 4000, amount: null, area: 'Urban', employed: true, gender: null } as const
 * model.predict(row).decision // => 'approve'
 * model.predict({ ...row, income: 0, employed: false }).decision // => 'decline'
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function exampleModel(options: ExampleModelOptions = {}): Model<ExampleApplicant, 'yes' | 'no'> {
  const { name = 'repayment', shift = 0, policy = false } = options
  const linear = {
    op: 'linear',
    weights: Float64Array.of(0.6, -0.4, 0.3, 1.1),
    intercept: shift - 3.5,
    means: Float64Array.of(8, 1.2, 0.3, 0.9),
  } as const
  return exampleOf<'yes' | 'no', 'binary'>({
    name,
    target: { kind: 'binary', column: 'repaid', positive: 'yes', negative: 'no', threshold: 0.5 },
    label: { name: 'label', kind: 'category', nullable: false, optional: false, categories: ['no', 'yes'] },
    outputs(features) {
      const score = estimate(linear, features)
      const probability = div(1, add(exp(mul(score, -1)), 1)) as Expr<number>
      const answers = { score, probability, label: pick(ge(probability, 0.5), ['no', 'yes']) }
      if (!policy) return answers
      const rule = when(lt(probability, 0.4), 0, when(ge(probability, 0.7), 2, 1))
      return {
        ...answers,
        decision: pick(rule, ['decline', 'refer', 'approve']),
        reason: pick(rule, ['too little speaks for it', 'a person decides', 'clear enough to grant']),
      }
    },
  })
}
