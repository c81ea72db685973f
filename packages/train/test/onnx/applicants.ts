import {
  add,
  day,
  daysBetween,
  defineFeatures,
  div,
  type EstimatorOperation,
  type Expr,
  estimate,
  extendGraph,
  featurePrefix,
  fit,
  fromRows,
  type Graph,
  isNull,
  log1p,
  lookup,
  month,
  mul,
  type Random,
  seededRandom,
  sub,
  type Table,
} from '@millrace/core'
import { clip, frequency, impute, indicator, minMax, oneHot, quantileBuckets, standardize } from '@millrace/data'
import { z } from 'zod'

export const Applicant = z.object({
  income: z.number(),
  amount: z.number().nullable(),
  dependents: z.int().nullable(),
  employed: z.boolean().nullable(),
  area: z.enum(['Rural', 'Semiurban', 'Urban']).nullable(),
  employer: z.string().nullable(),
  born: z.iso.date().nullable(),
  applied: z.iso.datetime(),
  repaid: z.enum(['no', 'yes']),
})
export type Applicant = z.output<typeof Applicant>

const employers = ['', 'null', 'other', '__proto__', '東京', "O'Neill", 'Zürich', '😀', 'a', 'b']

/** Generated applicants with every kind of column and nulls; from row 2,000 on employers that were never seen before. */
export function applicants(rows: number, seed = 1): Table<Applicant> {
  const random = seededRandom(seed)
  return fromRows(
    Applicant,
    Array.from({ length: rows }, (_, row) => applicant(random, row)),
  )
}

function applicant(random: Random, row: number): Applicant {
  const orNull = <T>(value: T) => (random.integer(12) === 0 ? null : value)
  const income = Math.exp(8 + random.normal())
  const amount = orNull(Math.round(100 + 40 * random.normal()) / 10)
  const date = (from: number, days: number) => new Date(Date.UTC(from, 0, 1) + random.integer(days) * 86_400_000).toISOString()
  return {
    income,
    amount,
    dependents: orNull(random.integer(5)),
    employed: orNull(random.integer(3) > 0),
    area: orNull((['Rural', 'Semiurban', 'Urban'] as const)[random.integer(3)]!),
    employer: orNull(row >= 2_000 && random.integer(4) === 0 ? `unseen ${row % 7}` : employers[random.integer(employers.length)]!),
    born: orNull(date(1940, 25_000).slice(0, 10)),
    applied: date(2020, 1_500),
    repaid: random.next() < 1 / (1 + Math.exp(8 - Math.log(income) + (amount ?? 10) / 10)) ? 'yes' : 'no',
  }
}

const spec = defineFeatures(Applicant, (row) => ({
  income: row.income.pipe(clip(), standardize()),
  logIncome: log1p(row.income),
  amount: row.amount,
  instalment: div(row.amount, row.dependents),
  dependents: row.dependents.pipe(impute('median'), minMax()),
  employed: row.employed,
  area: row.area.pipe(oneHot()),
  areaCode: lookup(
    row.area,
    [
      ['Rural', 0],
      ['Semiurban', 1],
      ['Urban', 2],
    ],
    { other: null, missing: null },
  ),
  employer: row.employer.pipe(frequency(), standardize()),
  employerCode: lookup(
    row.employer,
    employers.map((name, code) => [name, code] as const),
    { other: null, missing: null },
  ),
  noEmployer: isNull(row.employer),
  hasAmount: row.amount.pipe(indicator),
  age: daysBetween(row.born, day(row.applied)),
  month: month(day(row.applied)),
  quarter: sub(month(day(row.applied)), 0.5).pipe(quantileBuckets(4)),
  product: mul(add(row.income, 0.1), row.amount),
}))

/** Features learnt from 2,000 rows, as outputs of a graph. */
export async function featureGraph(): Promise<Graph> {
  const { serving } = await fit(spec, applicants(2_000))
  return { ...serving, outputs: new Map([...serving.outputs].map(([name, node]) => [`${featurePrefix}${name}`, node])) }
}

/** Adds outputs over estimators of all features. */
export function withEstimators(
  graph: Graph,
  operations: readonly EstimatorOperation[],
  build: (scores: readonly Expr<number>[]) => Readonly<Record<string, Expr<number | boolean | string | null>>>,
): Graph {
  const names = [...graph.outputs.keys()]
  return extendGraph(graph, ({ output }) => build(operations.map((operation) => estimate(operation, names.map(output)))))
}
