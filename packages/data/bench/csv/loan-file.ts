import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { seededRandom } from '@millrace/core'
import { z } from 'zod'

/** Rows of the file. */
export const rowCount = 1_000_000

/** One row: the columns of the loan data without its key. */
export const Loan = z.object({
  Gender: z.enum(['Male', 'Female']).nullable(),
  Married: z.enum(['Yes', 'No']),
  Dependents: z.enum(['0', '1', '2', '3+']).nullable(),
  Education: z.enum(['Graduate', 'Not Graduate']),
  Self_Employed: z.enum(['Yes', 'No']).nullable(),
  ApplicantIncome: z.number(),
  CoapplicantIncome: z.number(),
  LoanAmount: z.number().nullable(),
  Loan_Amount_Term: z.number(),
  Credit_History: z.number().nullable(),
  Property_Area: z.enum(['Urban', 'Semiurban', 'Rural']),
  Loan_Status: z.enum(['Y', 'N']),
})

/** Writes a file of {@link rowCount} rows, always the same; 1 to 6 % of five columns are null. */
export async function writeLoanFile(path: string): Promise<void> {
  const random = seededRandom(7)
  const oneOf = (...values: readonly string[]) => values[random.integer(values.length)]!
  const maybe = (share: number, value: string) => (random.next() < share ? '' : value)
  const row = () =>
    [
      maybe(0.02, oneOf('Male', 'Male', 'Male', 'Male', 'Female')),
      oneOf('Yes', 'Yes', 'No'),
      maybe(0.01, oneOf('0', '0', '0', '1', '2', '3+')),
      oneOf('Graduate', 'Graduate', 'Graduate', 'Not Graduate'),
      maybe(0.05, oneOf('No', 'No', 'No', 'No', 'Yes')),
      (3800 * Math.exp(0.6 * random.normal())).toFixed(2),
      random.next() < 0.45 ? '0' : (3000 * random.next()).toFixed(random.integer(100) === 0 ? 6 : 0),
      maybe(0.04, (130 * Math.exp(0.5 * random.normal())).toFixed(0)),
      oneOf('360', '360', '360', '180', '480'),
      maybe(0.06, oneOf('1', '1', '1', '1', '0')),
      oneOf('Urban', 'Semiurban', 'Rural'),
      oneOf('Y', 'Y', 'N'),
    ].join(',')
  const stream = createWriteStream(path)
  stream.write(`${Object.keys(Loan.shape).join(',')}\n`)
  for (let start = 0; start < rowCount; start += 10_000) {
    const lines = Array.from({ length: 10_000 }, () => `${row()}\n`).join('')
    if (!stream.write(lines)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'close')
}
