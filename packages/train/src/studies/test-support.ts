import { existsSync, readFileSync } from 'node:fs'
import {
  abs,
  add,
  createModel,
  defineFeatures,
  type Expr,
  extendGraph,
  fit,
  fromRows,
  type Model,
  type ModelDefinition,
  mul,
  type Table,
} from '@millrace/core'
import { z } from 'zod'
import { labelOf, logistic } from '../model/targets/binary.ts'

const file = new URL('../../../../../shared/golden/model-tools.json', import.meta.url)

/** Whether the goldens of scikit-learn lie beside the repository. */
export const hasGolden = existsSync(file)

interface Explanations {
  readonly model: { readonly bias: number; readonly weights: readonly number[]; readonly product: number; readonly bend: number }
  readonly x: readonly (readonly [number, number, number, number])[]
  readonly label: readonly number[]
  readonly base: { readonly log_loss: number; readonly roc_auc: number }
  readonly permutation_importance: {
    readonly columns: readonly {
      readonly permutations: readonly (readonly number[])[]
      readonly importance: Readonly<Record<'log_loss' | 'roc_auc', { readonly each: readonly number[]; readonly mean: number }>>
    }[]
  }
  readonly partial_dependence: {
    readonly column_0: {
      readonly grid: readonly number[]
      readonly average: readonly number[]
      readonly individual: readonly (readonly number[])[]
    }
    readonly column_2_default_grid: { readonly grid: readonly number[]; readonly average: readonly number[] }
    readonly columns_0_1: {
      readonly grid_0: readonly number[]
      readonly grid_1: readonly number[]
      readonly average: readonly (readonly number[])[]
    }
  }
}

/** What scikit-learn says of the model that {@link formulaModel} makes. */
export const explanations = (): Explanations => JSON.parse(readFileSync(file, 'utf8')).explanations

const Row = z.object({ x0: z.number(), x1: z.number(), x2: z.number(), x3: z.number(), label: z.boolean() })
type FormulaRow = z.output<typeof Row>

/** The rows that scikit-learn was given. */
export const formulaTable = ({ x, label }: Explanations): Table<FormulaRow> =>
  fromRows(
    Row,
    x.map(([x0, x1, x2, x3], row) => ({ x0, x1, x2, x3, label: label[row] === 1 })),
  )

/** `1 / (1 + exp(-(bias + weights.x + product x0 x1 + bend |x2|)))`. */
export async function formulaModel(golden: Explanations): Promise<Model<Omit<FormulaRow, 'label'>, boolean>> {
  const { bias, weights, product, bend } = golden.model
  const features = defineFeatures(Row, ({ x0, x1, x2, x3 }) => ({ x0, x1, x2, x3 }))
  const { serving } = await fit(features, formulaTable(golden))
  const target = { kind: 'binary', column: 'label', positive: true, negative: false, threshold: 0.5 } as const
  const graph = extendGraph(serving, ({ output }) => {
    const [x0, x1, x2, x3] = ['x0', 'x1', 'x2', 'x3'].map(output) as unknown as readonly [
      Expr<number>,
      Expr<number>,
      Expr<number>,
      Expr<number>,
    ]
    const linear = [x0, x1, x2, x3].reduce<Expr<number>>((sum, x, j) => add(sum, mul(x, weights[j]!)), mul(x0, 0))
    const score = add(add(add(linear, bias), mul(mul(x0, x1), product)), mul(abs(x2), bend))
    const probability = logistic(score)
    return { score, probability, label: labelOf(probability, target) }
  })
  const definition: ModelDefinition<'binary'> = {
    name: 'formula',
    inputs: ['x0', 'x1', 'x2', 'x3'].map((name) => ({ name, kind: 'number', nullable: false, optional: false })),
    monitored: [],
    target,
    label: { name: 'label', kind: 'boolean', nullable: false, optional: false },
    graph,
    estimator: { kind: 'formula', params: {}, diagnostics: {}, warnings: [] },
    learned: [],
    lineage: { data: null, spec: null, commit: null, run: null, seed: null, environment: {} },
    golden: [],
  }
  return createModel<Omit<FormulaRow, 'label'>, boolean, 'binary'>(definition)
}

const Loan = z.object({
  income: z.number(),
  noise: z.number(),
  area: z.enum(['north', 'south']).nullable(),
  age: z.number(),
  repaid: z.enum(['yes', 'no']),
})

/** Loans whose repayment follows income; in the south incomes are lower. */
export const loanTable = (rows = 240): Table<z.output<typeof Loan>> =>
  fromRows(
    Loan,
    Array.from({ length: rows }, (_, i) => {
      const south = i % 3 === 0
      const income = ((i * 37) % 100) - (south ? 25 : 0)
      return {
        income,
        noise: (i * 53) % 17,
        area: i % 20 === 7 ? null : south ? ('south' as const) : ('north' as const),
        age: 20 + ((i * 7) % 50),
        repaid: income + ((i * 29) % 60) > 60 ? ('yes' as const) : ('no' as const),
      }
    }),
  )

export const LoanSchema = Loan
