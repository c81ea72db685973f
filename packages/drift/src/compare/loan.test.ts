import { existsSync, readFileSync } from 'node:fs'
import { schemaOf, type Table, tableOfRows } from '@millrace/core'
import { expectClose } from '@millrace/core/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { gate } from '../gate/gate.ts'
import { defineMonitor } from '../monitor/define-monitor.ts'
import { profile } from '../profile/profile.ts'
import type { Profile } from '../profile/profile-types.ts'
import { readProfile } from '../profile/read-profile.ts'
import { compare } from './compare.ts'

const shared = new URL('../../../../../shared/', import.meta.url)
const present = ['golden/reference.json', 'data/loan-train.csv', 'data/loan-test.csv', 'data/loan-shifted.csv'].every((path) =>
  existsSync(new URL(path, shared)),
)

const number = z.number().nullable()
const Loan = z.object({
  Gender: z.enum(['Male', 'Female']).nullable(),
  Married: z.enum(['Yes', 'No']).nullable(),
  Dependents: z.enum(['0', '1', '2', '3+']).nullable(),
  Education: z.enum(['Graduate', 'Not Graduate']),
  Self_Employed: z.enum(['Yes', 'No']).nullable(),
  ApplicantIncome: number,
  CoapplicantIncome: number,
  LoanAmount: number,
  Loan_Amount_Term: number,
  Credit_History: number,
  Property_Area: z.enum(['Rural', 'Semiurban', 'Urban']),
})
const numeric = new Set(['ApplicantIncome', 'CoapplicantIncome', 'LoanAmount', 'Loan_Amount_Term', 'Credit_History'])

/** The file has no quotes. */
function readLoans(name: string) {
  const [header, ...lines] = readFileSync(new URL(`data/${name}`, shared), 'utf8')
    .trim()
    .split(/\r?\n/)
  const names = header!.split(',')
  const cellOf = (column: string, text: string) => (text === '' ? null : numeric.has(column) ? Number(text) : text)
  const rows = lines.map((line) => Object.fromEntries(line.split(',').map((text, i) => [names[i]!, cellOf(names[i]!, text)])))
  return tableOfRows(schemaOf(Loan), rows)
}

interface Feature {
  readonly p: number
  readonly missing_ref: number
  readonly missing_cur: number
  readonly ks?: number
}

describe.skipIf(!present)('the loan files, skipped where the shared folder is not beside the repository', () => {
  let train: ReturnType<typeof readLoans>
  let known: Profile
  const expected = (pair: string): Readonly<Record<string, Feature>> =>
    JSON.parse(readFileSync(new URL('golden/reference.json', shared), 'utf8')).drift[pair].features

  beforeAll(async () => {
    train = readLoans('loan-train.csv')
    known = await profile(defineMonitor(Loan, { name: 'loan' }), train)
  })

  test.each([
    ['loan-test.csv', 'loan train vs test', 0],
    ['loan-shifted.csv', 'loan train vs shifted test', 6],
  ])('%s drifts in exactly the columns of the reference, by the profile alone and with raw values', async (file, pair, count) => {
    const features = expected(pair)
    const drifted = Object.keys(Loan.shape).filter((column) => features[column]!.p < 0.05)
    expect(drifted).toHaveLength(count)
    for (const reference of [undefined, train as Table]) {
      const report = await compare(known, readLoans(file), { reference })
      expect(report.drifted).toEqual(drifted)
      expect(report.columns.filter(({ verdict }) => verdict === 'inconclusive')).toEqual([])
      expect(report.nullsDrifted).toEqual([])
      expect(gate(report).exitCode).toBe(count > 0 ? 1 : 0)
      for (const { column, nulls, test, statistic, pValue } of report.columns) {
        const { missing_ref, missing_cur, ks, p } = features[column]!
        expectClose([nulls.reference, nulls.current], [missing_ref, missing_cur], { rel: 1e-7 })
        if (test === 'kolmogorov-smirnov' && reference !== undefined) expectClose([statistic, pValue], [ks, p], { rel: 1e-7 })
      }
    }
  })

  test('the profile is a few kilobytes, and comes back from JSON as it was', async () => {
    const text = JSON.stringify(known)
    expect(text.length).toBeLessThan(12_000)
    expect(readProfile(JSON.parse(text))).toEqual(known)
  })
})
