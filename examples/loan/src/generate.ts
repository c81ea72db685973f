import { fromRows, type Random, seededRandom, type Table } from '@millrace/core'
import type { z } from 'zod'
import { Loan } from './problem.ts'

type Row = z.output<typeof Loan>

/** What is generated. */
export interface GenerateOptions {
  /** Equal seeds give equal files. */
  readonly seed: number
  /** First row that is drawn in changed times: dearer, more urban, with patchier records, and decided otherwise. None by default. */
  readonly changedFrom?: number
}

/**
 * Makes a file like the lender's: the same columns, gaps and rough relations, drawn at random. For trying things out; it says nothing about real people.
 *
 * @param rows - how many
 * @param options - seed, and whether times change
 */
export function generateLoans(rows: number, { seed, changedFrom = rows }: GenerateOptions): Table<Row> {
  const random = seededRandom(seed)
  return fromRows(
    Loan,
    Array.from({ length: rows }, (_, index) => generateLoan(random, index, index < changedFrom ? calm : changed)),
  )
}

/** What differs between the times. */
interface Times {
  readonly income: number
  readonly amount: number
  readonly urban: number
  readonly selfEmployed: number
  readonly historyUnknown: number
  /** Log odds of being granted a loan, with a good credit history and without, and for what is asked beyond the usual of the income. */
  readonly odds: { readonly good: number; readonly bad: number; readonly load: number; readonly semiurban: number }
}

const calm: Times = {
  income: 3_000,
  amount: 1,
  urban: 0.33,
  selfEmployed: 0.14,
  historyUnknown: 0.08,
  odds: { good: 1.7, bad: -2.4, load: -0.6, semiurban: 0.8 },
}

const changed: Times = {
  income: 3_900,
  amount: 1.25,
  urban: 0.55,
  selfEmployed: 0.3,
  historyUnknown: 0.2,
  odds: { good: 1.1, bad: -0.6, load: -3.5, semiurban: -0.8 },
}

function generateLoan(random: Random, index: number, times: Times): Row {
  const chance = (share: number) => random.next() < share
  const orNull = <T>(share: number, value: T) => (chance(share) ? null : value)
  const married = chance(0.65)
  const graduate = chance(0.78)
  const income = Math.round(times.income * Math.exp(0.45 * random.normal() + (graduate ? 0.3 : 0)))
  const coapplicant = chance(married ? 0.65 : 0.3) ? Math.round(1_900 * Math.exp(0.5 * random.normal())) : 0
  const usual = (income + coapplicant) / 48
  const amount = Math.max(9, Math.round(times.amount * usual + 18 * random.normal() + 10))
  const history = chance(0.84) ? 1 : 0
  const area = chance(times.urban) ? 'Urban' : chance(0.5) ? 'Rural' : 'Semiurban'
  const { good, bad, load, semiurban } = times.odds
  const logOdds =
    (history === 1 ? good : bad) + (area === 'Semiurban' ? semiurban : -0.1) + (married ? 0.3 : 0) + load * (amount / usual - times.amount)
  return {
    Loan_ID: `LP${String(index + 1).padStart(6, '0')}`,
    Gender: orNull(0.02, chance(0.81) ? 'Male' : 'Female'),
    Married: orNull(0.005, married ? 'Yes' : 'No'),
    Dependents: orNull(0.025, (['0', '0', '0', '1', '2', '3+'] as const)[random.integer(6)]!),
    Education: graduate ? 'Graduate' : 'Not Graduate',
    Self_Employed: orNull(0.05, chance(times.selfEmployed) ? 'Yes' : 'No'),
    ApplicantIncome: income,
    CoapplicantIncome: coapplicant,
    LoanAmount: orNull(0.035, amount),
    Loan_Amount_Term: orNull(0.02, chance(0.85) ? 360 : ([180, 300, 480] as const)[random.integer(3)]!),
    Credit_History: orNull(times.historyUnknown, history),
    Property_Area: area,
    Loan_Status: chance(1 / (1 + Math.exp(-logOdds))) ? 'Y' : 'N',
  }
}
