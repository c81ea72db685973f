import {
  add,
  coalesce,
  createMachine,
  createModel,
  defineFeatures,
  defineGroup,
  defineTransform,
  div,
  type Expr,
  eq,
  estimate,
  exp,
  extendGraph,
  featurePrefix,
  fit,
  fromRows,
  type Graph,
  ge,
  goldenRows,
  isNull,
  log1p,
  type Model,
  type ModelDefinition,
  mean,
  mul,
  type PhysicalValue,
  pick,
  quantiles,
  runGraph,
  seededRandom,
  stddevPop,
  sub,
  type Table,
  topValues,
  when,
} from '@millrace/core'
import { z } from 'zod'
import type { Benchmark } from '../../../scripts/bench/benchmark.ts'

type Value = Expr<number | boolean | null>

const impute = () =>
  defineTransform({
    kind: 'impute',
    version: 1,
    needs: (x: Value) => ({ at: quantiles(x, [0.5]) }),
    state: ({ at }) => ({ fill: at[0]! }),
    apply: (x, { fill }) => coalesce(x, fill) as Expr<number>,
  })

const standardize = () =>
  defineTransform({
    kind: 'standardize',
    version: 1,
    needs: (x: Expr<number | boolean>) => ({ mean: mean(x), deviation: stddevPop(x) }),
    state: ({ mean, deviation }) => ({ mean, scale: deviation > 0 ? deviation : 1 }),
    apply: (x, { mean, scale }) => div(sub(x, mean), scale),
  })

/** Written out as the one-hot group of `@millrace/data` is: a column a category, and one for null. */
const oneHot = () =>
  defineGroup({
    kind: 'one-hot',
    version: 1,
    needs: (x: Expr<string | number | boolean | null>) => ({ top: topValues(x, 100) }),
    state: ({ top }) => ({ categories: top.map(({ value }) => value) }),
    apply: (x, { categories }) => [
      ...categories.map((category) => {
        const is = coalesce(eq(x, category as never) as Expr<boolean | null>, false)
        return [String(category), when(isNull(x), false, is)] as const
      }),
      ['null', isNull(x)] as const,
    ],
  })

const nullableNumber = () => z.number().nullable()
const Loan = z.object({
  Gender: z.enum(['Male', 'Female']).nullable(),
  Married: z.enum(['Yes', 'No']).nullable(),
  Dependents: z.enum(['0', '1', '2', '3+']).nullable(),
  Education: z.enum(['Graduate', 'Not Graduate']),
  Self_Employed: z.enum(['Yes', 'No']).nullable(),
  ApplicantIncome: z.number().nonnegative(),
  CoapplicantIncome: z.number().nonnegative(),
  LoanAmount: nullableNumber(),
  Loan_Amount_Term: nullableNumber(),
  Credit_History: nullableNumber(),
  Property_Area: z.enum(['Urban', 'Semiurban', 'Rural']),
})
type Loan = z.output<typeof Loan>

const features = defineFeatures(Loan, (loan) => ({
  income: add(loan.ApplicantIncome, loan.CoapplicantIncome).pipe(log1p, standardize()),
  amount: loan.LoanAmount.pipe(impute(), log1p, standardize()),
  instalment: div(loan.LoanAmount, loan.Loan_Amount_Term).pipe(impute(), standardize()),
  burden: div(loan.LoanAmount, add(loan.ApplicantIncome, loan.CoapplicantIncome)).pipe(impute(), standardize()),
  term: loan.Loan_Amount_Term.pipe(impute(), standardize()),
  history: loan.Credit_History.pipe(oneHot()),
  gender: loan.Gender.pipe(oneHot()),
  married: loan.Married.pipe(oneHot()),
  dependents: loan.Dependents.pipe(oneHot()),
  education: loan.Education.pipe(oneHot()),
  selfEmployed: loan.Self_Employed.pipe(oneHot()),
  area: loan.Property_Area.pipe(oneHot()),
}))

function loanRows(count: number): Loan[] {
  const random = seededRandom(7)
  const orNull = <T>(share: number, value: T) => (random.next() < share ? null : value)
  const one = <const T>(...values: readonly T[]) => values[random.integer(values.length)]!
  return Array.from({ length: count }, () => ({
    Gender: orNull(0.02, one('Male', 'Female')),
    Married: orNull(0.01, one('Yes', 'No')),
    Dependents: orNull(0.03, one('0', '1', '2', '3+')),
    Education: one('Graduate', 'Not Graduate'),
    Self_Employed: orNull(0.05, one('Yes', 'No')),
    ApplicantIncome: Math.round(Math.exp(8 + random.normal())),
    CoapplicantIncome: random.next() < 0.5 ? 0 : Math.round(Math.exp(7 + random.normal())),
    LoanAmount: orNull(0.03, Math.round(100 + 50 * Math.abs(random.normal()))),
    Loan_Amount_Term: orNull(0.02, one(360, 180, 240)),
    Credit_History: orNull(0.08, one(1, 1, 1, 0)),
    Property_Area: one('Urban', 'Semiurban', 'Rural'),
  }))
}

interface Pipeline {
  readonly rows: readonly Loan[]
  readonly table: Table<Loan>
  readonly graph: Graph
  readonly outputs: number
}

async function loanPipeline(count: number): Promise<Pipeline> {
  const rows = loanRows(count)
  const table = fromRows(Loan, rows)
  const { serving, names } = await fit(features, table)
  return { rows, table, graph: serving, outputs: names.length }
}

/** A logistic model over the pipeline, as training assembles it. */
function loanModel({ graph, table, rows }: Pipeline): Model<Loan> {
  const random = seededRandom(8)
  const named = new Map([...graph.outputs].map(([name, node]) => [`${featurePrefix}${name}`, node]))
  const weights = Float64Array.from(named, () => random.normal())
  const linear = { op: 'linear', weights, intercept: 0.5, means: new Float64Array(named.size) } as const
  const complete = extendGraph({ ...graph, outputs: named }, ({ output }) => {
    const score = estimate(linear, Array.from(named.keys(), output))
    const probability = div(1, add(exp(mul(score, -1)), 1)) as Expr<number>
    return { score, probability, label: pick(ge(probability, 0.5), ['N', 'Y']) }
  })
  const definition: ModelDefinition<'binary'> = {
    name: 'loan',
    inputs: table.schema.columns,
    monitored: [],
    target: { kind: 'binary', column: 'Loan_Status', positive: 'Y', negative: 'N', threshold: 0.5 },
    label: { name: 'label', kind: 'string', nullable: false, optional: false },
    graph: complete,
    estimator: { kind: 'bench', params: {}, diagnostics: {}, warnings: [] },
    learned: [],
    lineage: { data: null, spec: null, commit: null, run: null, seed: null, environment: {} },
    golden: [],
  }
  return createModel({ ...definition, golden: goldenRows(definition, rows.slice(0, 2)) })
}

/** Uses a result, so that no work is optimised away. */
function consume(total: number): void {
  if (!Number.isFinite(total)) throw new Error(`the pipeline gave ${total}`)
}

const rowCount = 1_000
const passes = 200

/** Microseconds a row of work that is done for all rows again and again. */
function microsecondsPerRow(scoreRow: (row: number) => number): number {
  const start = performance.now()
  let total = 0
  for (let pass = 0; pass < passes; pass++) for (let row = 0; row < rowCount; row++) total += scoreRow(row)
  consume(total)
  return ((performance.now() - start) * 1000) / (passes * rowCount)
}

const physical = (value: unknown): PhysicalValue => (value === null ? Number.NaN : (value as number))

/** Speed of the graph of a loan pipeline: 11 columns, 5 numbers and 7 one-hot groups, 31 outputs. */
export const benchmarks: readonly Benchmark[] = [
  {
    name: 'machine: loan pipeline, one row',
    unit: 'us',
    goal: 2,
    atMost: true,
    peer: null,
    async prepare() {
      const { rows, graph, outputs } = await loanPipeline(rowCount)
      const machine = createMachine(graph, graph.outputs.values(), { blockSize: 1 })
      const registers = Array.from(graph.outputs.values(), (node) => machine.register(node))
      const { names } = machine
      const text = new Set(graph.nodes.flatMap((node) => (node.op === 'column' && node.type === 'string' ? [node.name] : [])))
      const values = rows.map((row) => names.map((name) => (text.has(name) ? row[name as keyof Loan] : physical(row[name as keyof Loan]))))
      const ours = () =>
        microsecondsPerRow((row) => {
          machine.runRow(values[row] as readonly PhysicalValue[])
          return registers[row % outputs]![0]!
        })
      return { ours }
    },
  },
  {
    name: 'model: predict one row, validated, loan pipeline',
    unit: 'us',
    goal: 3,
    atMost: true,
    peer: null,
    async prepare() {
      const pipeline = await loanPipeline(rowCount)
      const model = loanModel(pipeline)
      return { ours: () => microsecondsPerRow((row) => model.predict(pipeline.rows[row]!).score) }
    },
  },
  {
    name: 'machine: loan pipeline over columns, a value',
    unit: 'ns',
    goal: 20,
    atMost: true,
    peer: null,
    async prepare() {
      const { table, graph, outputs } = await loanPipeline(100_000)
      const ours = () => {
        const start = performance.now()
        const columns = runGraph(graph, table)
        const elapsed = performance.now() - start
        for (const column of columns.values()) if (column.type === 'number') consume(column.values[0]!)
        return (elapsed * 1e6) / (table.rowCount * outputs)
      }
      return { ours }
    },
  },
]
