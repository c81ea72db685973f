import { fromRows, type Random, seededRandom, type Table } from '@millrace/core'
import type { z } from 'zod'
import { Loan } from './problem.ts'

type Row = z.output<typeof Loan>

/**
 * Makes a file like the lender's: the same columns, gaps and rough relations, drawn at random. For trying things out; it says nothing about real people.
 *
 * @param rows - how many
 * @param seed - equal seeds give equal files
 */
export function generateLoans(rows: number, seed: number): Table<Row> {
  const random = seededRandom(seed)
  return fromRows(
    Loan,
    Array.from({ length: rows }, (_, index) => generateLoan(random, index)),
  )
}

function generateLoan(random: Random, index: number): Row {
  const chance = (share: number) => random.next() < share
  const orNull = <T>(share: number, value: T) => (chance(share) ? null : value)
  const married = chance(0.65)
  const graduate = chance(0.78)
  const income = Math.round(3_000 * Math.exp(0.45 * random.normal() + (graduate ? 0.3 : 0)))
  const coapplicant = chance(married ? 0.65 : 0.3) ? Math.round(1_900 * Math.exp(0.5 * random.normal())) : 0
  const amount = Math.max(9, Math.round((income + coapplicant) / 48 + 18 * random.normal() + 10))
  const history = chance(0.84) ? 1 : 0
  const area = (['Rural', 'Semiurban', 'Urban'] as const)[random.integer(3)]!
  const load = amount / ((income + coapplicant) / 48)
  const logOdds = (history === 1 ? 1.7 : -2.4) + (area === 'Semiurban' ? 0.7 : -0.1) + (married ? 0.3 : 0) - 0.6 * (load - 1)
  return {
    Loan_ID: `LP${String(index + 1).padStart(6, '0')}`,
    Gender: orNull(0.02, chance(0.81) ? 'Male' : 'Female'),
    Married: orNull(0.005, married ? 'Yes' : 'No'),
    Dependents: orNull(0.025, (['0', '0', '0', '1', '2', '3+'] as const)[random.integer(6)]!),
    Education: graduate ? 'Graduate' : 'Not Graduate',
    Self_Employed: orNull(0.05, chance(0.14) ? 'Yes' : 'No'),
    ApplicantIncome: income,
    CoapplicantIncome: coapplicant,
    LoanAmount: orNull(0.035, amount),
    Loan_Amount_Term: orNull(0.02, chance(0.85) ? 360 : ([180, 300, 480] as const)[random.integer(3)]!),
    Credit_History: orNull(0.08, history),
    Property_Area: area,
    Loan_Status: chance(1 / (1 + Math.exp(-logOdds))) ? 'Y' : 'N',
  }
}
