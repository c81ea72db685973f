import { z } from 'zod'
import { add, div, mul } from '../../src/expression/arithmetic.ts'
import { ge, gt, lt } from '../../src/expression/comparison.ts'
import { year } from '../../src/expression/dates.ts'
import { exp } from '../../src/expression/elementary.ts'
import { estimate } from '../../src/expression/estimate.ts'
import { columnExpr, type Expr } from '../../src/expression/expr.ts'
import { defineFeatures } from '../../src/expression/features.ts'
import { log1p } from '../../src/expression/log1p.ts'
import { and, coalesce, when } from '../../src/expression/logic.ts'
import { lookup, pick } from '../../src/expression/lookup.ts'
import { fit } from '../../src/fit/fit.ts'
import { extendGraph } from '../../src/graph/extend-graph.ts'
import { goldenRows } from '../../src/model/golden-rows.ts'
import { createModel, type Model } from '../../src/model/model.ts'
import { featurePrefix, type ModelDefinition } from '../../src/model/model-definition.ts'
import { findColumn } from '../../src/schema/schema.ts'
import { fromRows } from '../../src/table/from-rows.ts'
import { buildTrees } from '../../src/trees/build-trees.ts'
import { impute, oneHot, standardize } from './transforms.ts'

export const Loan = z.object({
  income: z.number().min(0),
  partner: z.number(),
  amount: z.number().nullable(),
  area: z.enum(['Urban', 'Rural', 'Coast']).nullable(),
  branch: z.string(),
  applied: z.iso.date(),
  gender: z.enum(['f', 'm']).nullable(),
})
export type Loan = z.output<typeof Loan>

export const loanRows: readonly Loan[] = Array.from({ length: 12 }, (_, i) => ({
  income: 1_000 * i,
  partner: i % 3 === 0 ? 0 : 500,
  amount: i % 4 === 1 ? null : 50 + 7 * i,
  area: i % 5 === 4 ? null : (['Urban', 'Rural', 'Coast'] as const)[i % 3]!,
  branch: `branch ${i * 40}`,
  applied: `20${10 + i}-02-28`,
  gender: i % 4 === 0 ? null : i % 2 === 0 ? 'f' : 'm',
}))
export const loans = fromRows(Loan, loanRows, { version: 'md5:loans' })

/** A lookup that is long enough to be kept beside the JSON. */
const branches = Array.from({ length: 300 }, (_, i) => [`branch ${i}`, i / 300] as const)

const features = defineFeatures(Loan, (loan) => ({
  income: add(loan.income, loan.partner).pipe(log1p, standardize()),
  amount: loan.amount.pipe(impute(), standardize()),
  share: coalesce(div(loan.amount, add(loan.income, 1)), 0),
  area: loan.area.pipe(oneHot()),
  branch: lookup(loan.branch, branches, { other: -1, missing: -1 }),
  year: year(loan.applied),
}))

const linear = (count: number) =>
  ({
    op: 'linear',
    weights: Float64Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 0.5 : -0.25) / (i + 1)),
    intercept: 12,
    means: Float64Array.from({ length: count }, (_, i) => i / 10),
  }) as const

const leaf = (value: number) => ({ value, cover: 3 })
const trees = (features: number) =>
  ({
    op: 'trees',
    trees: buildTrees(
      Array.from({ length: 5 }, (_, i) => ({
        feature: i % features,
        threshold: i / 3,
        missingLeft: i % 2 === 0,
        left: { feature: (i + 1) % features, threshold: 0.1, missingLeft: true, left: leaf(-i), right: leaf(1), cover: 6 },
        right: leaf(i / 2),
        cover: 9,
      })),
      { base: 0.1, aggregate: 'sum' },
    ),
  }) as const

/** What a model of the fixture is made with. */
export interface LoanModelOptions {
  readonly estimator?: 'linear' | 'trees'
  readonly label?: 'string' | 'boolean' | 'number'
  readonly policy?: boolean
}

const labels = { string: ['no', 'yes'], boolean: [false, true], number: [0, 1] } as const

/** A model of loans: seven columns, of which one is only monitored; features learnt and not; a long lookup; trees beside the JSON. */
export async function loanModel({
  estimator = 'linear',
  label = 'string',
  policy = false,
}: LoanModelOptions = {}): Promise<Model<Loan, unknown>> {
  const { serving, names, learned } = await fit(features, loans)
  const outputs = new Map(Array.from(serving.outputs, ([name, node]) => [`${featurePrefix}${name}`, node]))
  const graph = extendGraph({ ...serving, outputs }, ({ output, column }) => {
    const inputs = names.map((name) => output(`${featurePrefix}${name}`))
    const score = estimate(estimator === 'linear' ? linear(names.length) : trees(names.length), inputs)
    const probability = div(1, add(exp(mul(score, -1)), 1)) as Expr<number>
    const isYes = ge(probability, 0.5)
    const yes = label === 'string' ? pick(isYes, labels.string) : when(isYes, 1, 0)
    if (!policy) return { score, probability, label: yes }
    const income = columnExpr<number, 'income'>(findColumn(loans.schema, 'income')!)
    const poor = and(lt(column(findColumn(loans.schema, 'income')!), 2_000), gt(probability, 0.1))
    return {
      score,
      probability,
      label: yes,
      decision: pick(when(poor, 0, isYes), ['refuse', 'approve']),
      reason: pick(lt(income, 2_000), ['score', 'income']),
    }
  })
  const served = loans.schema.columns
  const [negative, positive] = labels[label]
  const definition: ModelDefinition<'binary'> = {
    name: 'loans',
    inputs: served.filter(({ name }) => name !== 'gender'),
    monitored: served.filter(({ name }) => name === 'gender'),
    target: { kind: 'binary', column: 'repaid', positive, negative, threshold: 0.5 },
    label: { name: 'label', kind: label, nullable: false, optional: false },
    graph,
    estimator: { kind: estimator, params: { l2: 1 }, diagnostics: { iterations: 7 }, warnings: ['none'] },
    learned,
    lineage: {
      data: { digest: 'md5:loans', rows: loanRows.length },
      spec: null,
      commit: 'abc',
      run: null,
      seed: 7,
      environment: { node: '20' },
    },
    golden: [],
  }
  return createModel({ ...definition, golden: goldenRows(definition, loanRows.slice(0, 4)) })
}
