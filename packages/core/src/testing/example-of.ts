import { z } from 'zod'
import type { TaskKind } from '../contracts/trainer.ts'
import { div } from '../expression/arithmetic.ts'
import { isIn } from '../expression/comparison.ts'
import { columnExpr, type Expr } from '../expression/expr.ts'
import { log1p } from '../expression/log1p.ts'
import { coalesce } from '../expression/logic.ts'
import { extendGraph } from '../graph/extend-graph.ts'
import { goldenRows } from '../model/golden-rows.ts'
import { createModel, type Model } from '../model/model.ts'
import { featurePrefix, type ModelDefinition } from '../model/model-definition.ts'
import { schemaOf } from '../schema/schema-of.ts'

/** The rows that examples score; `gender` is monitored only. */
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

/** Expressions by the name of their output. */
type Outputs = Readonly<Record<string, Expr<number | boolean | string | null>>>

/** What one example has of its own. */
export interface ExampleParts<Kind extends TaskKind> extends Pick<ModelDefinition<Kind>, 'name' | 'target' | 'label'> {
  /** Outputs, from the features. */
  readonly outputs: (features: readonly Expr<number>[]) => Outputs
}

/** A model by hand, over features that all examples share. */
export function exampleOf<Label, Kind extends TaskKind>({ outputs, ...parts }: ExampleParts<Kind>): Model<ExampleApplicant, Label, Kind> {
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
  const graph = extendGraph({ nodes: [], outputs: new Map() }, () => ({
    ...Object.fromEntries(Object.entries(features).map(([feature, value]) => [featurePrefix + feature, value])),
    ...outputs(Object.values(features) as Expr<number>[]),
  }))
  const definition: ModelDefinition<Kind> = {
    ...parts,
    inputs: columns.filter((column) => column.name !== 'gender'),
    monitored: columns.filter((column) => column.name === 'gender'),
    graph,
    estimator: { kind: 'by-hand', params: {}, diagnostics: {}, warnings: [] },
    learned: [],
    lineage: { data: { digest: 'md5:0', rows: 0 }, spec: null, commit: null, run: null, seed: null, environment: {} },
    golden: [],
  }
  const row: ExampleApplicant = { income: 3000, amount: 120, area: 'Urban', employed: true, gender: 'f' }
  const golden = goldenRows(definition, [row, { ...row, amount: null, area: null, employed: false }])
  return createModel<ExampleApplicant, Label, Kind>({ ...definition, golden })
}
