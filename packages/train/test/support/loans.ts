import { defineFeatures, fromRows, type Model, seededRandom, type Table, type TaskKind, type Trainer } from '@millrace/core'
import { impute, oneHot, standardize } from '@millrace/data'
import { binary, defineModel, logisticRegression, type ModelSpec, type TrainModelOptions, train } from '@millrace/train'
import { z } from 'zod'
import { roundTrip } from './round-trip.ts'

export const Loan = z.object({
  id: z.string(),
  income: z.number(),
  amount: z.number().nullable(),
  area: z.enum(['Rural', 'Urban']).nullable(),
  gender: z.enum(['f', 'm']).nullable(),
  repaid: z.enum(['yes', 'no']),
})
export type Loan = z.output<typeof Loan>

/** Generated loans: income and area speak for repayment, the amount against it. */
export function loans(rows: number, seed = 1): Table<Loan> {
  const random = seededRandom(seed)
  const orNull = <T>(value: T) => (random.integer(10) === 0 ? null : value)
  return fromRows(
    Loan,
    Array.from({ length: rows }, (_, row) => {
      const income = 3000 + 1000 * random.normal()
      const amount = 100 + 40 * random.normal()
      const urban = random.integer(2) === 0
      const odds = (income - 3000) / 1000 - (amount - 100) / 40 + Number(urban)
      return {
        id: `L${row}`,
        income,
        amount: orNull(amount),
        area: orNull(urban ? ('Urban' as const) : ('Rural' as const)),
        gender: orNull(random.integer(2) === 0 ? ('f' as const) : ('m' as const)),
        repaid: random.next() < 1 / (1 + Math.exp(-odds)) ? ('yes' as const) : ('no' as const),
      }
    }),
  )
}

const features = defineFeatures(Loan, (loan) => ({
  income: loan.income.pipe(standardize()),
  amount: loan.amount.pipe(impute('median'), standardize()),
  area: loan.area.pipe(oneHot()),
}))

export const repayment = (trainer: Trainer = logisticRegression()) =>
  defineModel({ name: 'repayment', features, target: binary('repaid', { positive: 'yes' }), trainer, monitored: ['gender'] })

/** Trains, and with `ROUNDTRIP=1` saves and loads what was trained. */
export async function trained<In, Label, Row, Kind extends TaskKind = 'binary'>(
  spec: ModelSpec<In, Label, Row, Kind>,
  table: Table<NoInfer<Row>>,
  options: Partial<TrainModelOptions> = {},
): Promise<Model<In, Label, Kind>> {
  return roundTrip(await train(spec, table, { seed: 7, ...options }))
}

/** A model of loans, trained once. */
export const repaymentModel = trained(repayment(), loans(300))
