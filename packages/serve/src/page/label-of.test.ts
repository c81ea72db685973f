import type { ColumnSpec } from '@millrace/core'
import { expect, test } from 'vitest'
import { labelOf, labelsOf } from './label-of.ts'

test.each([
  ['Loan_Amount_Term', 'Loan amount term'],
  ['ApplicantIncome', 'Applicant income'],
  ['LOAN_AMOUNT', 'Loan amount'],
  ['Loan_ID', 'Loan ID'],
  ['HTTPStatus', 'HTTP status'],
  ['loan-approval', 'Loan approval'],
  ['person.age2Years', 'Person age2 years'],
  ['AGE', 'AGE'],
  ['größeDesHauses', 'Größe des hauses'],
  ['__', '__'],
  ['', ''],
])('a column called %j is labelled %j', (name, label) => {
  expect(labelOf(name)).toBe(label)
})

const column = (name: string): ColumnSpec => ({ name, kind: 'number', nullable: false, optional: false })

test('given labels take the place of derived ones', () => {
  expect([...labelsOf([column('a'), column('toString')], { a: 'Age in years' }).values()]).toEqual(['Age in years', 'To string'])
})

test('columns that would be labelled alike keep their names', () => {
  expect([...labelsOf([column('loan_amount'), column('LoanAmount'), column('term')]).values()]).toEqual([
    'loan_amount',
    'LoanAmount',
    'Term',
  ])
})
