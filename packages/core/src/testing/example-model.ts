import { z } from 'zod'
import { add, div, mul } from '../expression/arithmetic.ts'
import { ge, isIn, lt } from '../expression/comparison.ts'
import { exp } from '../expression/elementary.ts'
import { estimate } from '../expression/estimate.ts'
import { columnExpr, type Expr } from '../expression/expr.ts'
import { log1p } from '../expression/log1p.ts'
import { coalesce, when } from '../expression/logic.ts'
import { pick } from '../expression/lookup.ts'
import { extendGraph } from '../graph/extend-graph.ts'
import { goldenRows } from '../model/golden-rows.ts'
import { createModel, type Model } from '../model/model.ts'
import { featurePrefix, type ModelDefinition } from '../model/model-definition.ts'
import { schemaOf } from '../schema/schema-of.ts'

/** The rows that {@link exampleModel} scores; `gender` is monitored only. */
const Applicant = z.object({
  income: z.number().min(0),
  amount: z.number().positive().nullable(),
  area: z.enum(['Urban', 'Rural', 'Coast']).nullable(),
  employed: z.boolean(),
  gender: z.enum(['f', 'm']).nullable(),
})

/**
 * A row that {@link exampleModel} scores.
 *
 * @category Testing
 * @since 0.1.0
 */
export type ExampleApplicant = z.output<typeof Applicant>

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
  const columns = schemaOf(Applicant).columns
  const [income, amount, area, employed] = columns.map((spec) => columnExpr(spec)) as unknown as [
    Expr<number>,
    Expr<number | null>,
    Expr<string | null>,
    Expr<boolean>,
  ]
  const features = {
    income: log1p(income),
    amount: coalesce(div(amount, 100), 1.2),
    coast: coalesce(isIn(area, ['Coast']), false),
    employed,
  }
  const linear = {
    op: 'linear',
    weights: Float64Array.of(0.6, -0.4, 0.3, 1.1),
    intercept: shift - 3.5,
    means: Float64Array.of(8, 1.2, 0.3, 0.9),
  } as const
  const graph = extendGraph({ nodes: [], outputs: new Map() }, () => {
    const score = estimate(linear, Object.values(features) as Expr<number>[])
    const probability = div(1, add(exp(mul(score, -1)), 1)) as Expr<number>
    const outputs = Object.fromEntries(Object.entries(features).map(([feature, value]) => [featurePrefix + feature, value]))
    const answers = { ...outputs, score, probability, label: pick(ge(probability, 0.5), ['no', 'yes']) }
    if (!policy) return answers
    const rule = when(lt(probability, 0.4), 0, when(ge(probability, 0.7), 2, 1))
    return {
      ...answers,
      decision: pick(rule, ['decline', 'refer', 'approve']),
      reason: pick(rule, ['too little speaks for it', 'a person decides', 'clear enough to grant']),
    }
  })
  const definition: ModelDefinition = {
    name,
    inputs: columns.filter((column) => column.name !== 'gender'),
    monitored: columns.filter((column) => column.name === 'gender'),
    target: { column: 'repaid', positive: 'yes', negative: 'no', threshold: 0.5 },
    label: { name: 'label', kind: 'category', nullable: false, optional: false, categories: ['no', 'yes'] },
    graph,
    estimator: { kind: 'by-hand', params: {}, diagnostics: {}, warnings: [] },
    learned: [],
    lineage: { data: { digest: 'md5:0', rows: 0 }, spec: null, commit: null, run: null, seed: null, environment: {} },
    golden: [],
  }
  const row: ExampleApplicant = { income: 3000, amount: 120, area: 'Urban', employed: true, gender: 'f' }
  return createModel({ ...definition, golden: goldenRows(definition, [row, { ...row, amount: null, area: null, employed: false }]) })
}
