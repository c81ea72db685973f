import { add, div, greatest, sub } from '../expression/arithmetic.ts'
import { gt } from '../expression/comparison.ts'
import { exp } from '../expression/elementary.ts'
import { estimate } from '../expression/estimate.ts'
import type { Expr } from '../expression/expr.ts'
import { when } from '../expression/logic.ts'
import { pick } from '../expression/lookup.ts'
import type { Model } from '../model/model.ts'
import type { ExampleModelOptions } from './example-model.ts'
import { type ExampleApplicant, exampleOf } from './example-of.ts'

const means = Float64Array.of(8, 1.2, 0.3, 0.9)
const linear = (intercept: number, ...weights: number[]) =>
  ({ op: 'linear', weights: Float64Array.from(weights), intercept, means }) as const
const classes = ['low', 'middle', 'high'] as const

/**
 * A small linear model of three classes, made by hand without any training: for tests of registries and servers.
 *
 * @param options - its name, and what makes it differ from another
 * @returns a model of the rows of {@link exampleModel} whose labels are `low`, `middle` and `high`
 * @example
 * ```ts
 * import { exampleClassModel } from '@millrace/core/testing'
 *
 * const row = { income: 4000, amount: null, area: 'Urban', employed: true, gender: null } as const
 * const { label, probabilities } = exampleClassModel().predict(row)
 * label // => 'low'
 * probabilities.map((each) => each.label) // => ['low', 'middle', 'high']
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function exampleClassModel(
  options: Omit<ExampleModelOptions, 'policy'> = {},
): Model<ExampleApplicant, (typeof classes)[number], 'multiclass'> {
  const { name = 'risk', shift = 0 } = options
  return exampleOf<(typeof classes)[number], 'multiclass'>({
    name,
    target: { kind: 'multiclass', column: 'risk', classes },
    label: { name: 'label', kind: 'category', nullable: false, optional: false, categories: classes },
    outputs(features) {
      const nodes = [linear(shift - 3.5, 0.6, -0.4, 0.3, 1.1), linear(1, 0, 0.2, 0, 0), linear(3, -0.5, 0.6, -0.2, -0.9)]
      const scores = nodes.map((node) => estimate(node, features))
      const most = scores.reduce((one, other) => greatest(one, other))
      const powers = scores.map((score) => exp(sub(score, most)) as Expr<number>)
      const total = powers.reduce((sum, power) => add(sum, power))
      const probabilities = powers.map((power) => div(power, total) as Expr<number>)
      const [low, middle, high] = probabilities as [Expr<number>, Expr<number>, Expr<number>]
      const index = when(gt(high, greatest(low, middle)), 2, when(gt(middle, low), 1, 0))
      return {
        ...Object.fromEntries(scores.map((score, i) => [`score:${i}`, score])),
        ...Object.fromEntries(probabilities.map((probability, i) => [`probability:${i}`, probability])),
        probability: greatest(greatest(low, middle), high),
        label: pick(index, classes),
      }
    },
  })
}

/**
 * A small linear model of a number, made by hand without any training: for tests of registries and servers.
 *
 * @param options - its name, and what makes it differ from another
 * @returns a model of the rows of {@link exampleModel} whose value is a number of months
 * @example
 * ```ts
 * import { exampleValueModel } from '@millrace/core/testing'
 *
 * const row = { income: 4000, amount: null, area: 'Urban', employed: true, gender: null } as const
 * exampleValueModel().predict(row).value > 0 // => true
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function exampleValueModel(options: Omit<ExampleModelOptions, 'policy'> = {}): Model<ExampleApplicant, number, 'regression'> {
  const { name = 'duration', shift = 0 } = options
  return exampleOf<number, 'regression'>({
    name,
    target: { kind: 'regression', column: 'months' },
    label: { name: 'value', kind: 'number', nullable: false, optional: false },
    outputs(features) {
      const score = estimate(linear(shift + 40, -2.5, 6, 0.5, -3), features)
      return { score, value: score }
    },
  })
}
