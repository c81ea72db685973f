import { defineFeatures } from '@millrace/core'
import { oneHot } from '@millrace/data'
import { expect, test } from 'vitest'
import { defineModel } from '../../model/define-model.ts'
import { binary } from '../../model/target.ts'
import { train } from '../../model/train.ts'
import { logisticRegression } from '../../trainers/linear/logistic/logistic-regression.ts'
import { LoanSchema, loanTable } from '../test-support.ts'
import { reasons } from './reasons.ts'

const features = defineFeatures(LoanSchema, ({ income, noise, area }) => ({ income, noise, area: area.pipe(oneHot()) }))
const spec = defineModel({ name: 'loans', features, target: binary('repaid', { positive: 'yes' }), trainer: logisticRegression() })
const model = () => train(spec, loanTable(), { seed: 7 })
const poor = { income: 5, noise: 3, area: null } as const

test('reasons against come first by size, and say by how much the probability moves', async () => {
  const fitted = await model()
  const [first, ...others] = reasons(fitted, poor)
  expect(first).toMatchObject({ columns: ['income'], values: [5], direction: 'against' })
  expect(first!.text).toMatch(/^Income is 5: lowers the probability by \d+ points$/)
  const { score, probability } = fitted.predict(poor)
  const without = 1 / (1 + Math.exp(first!.contribution - score))
  expect(first!.probabilityChange).toBeCloseTo(probability - without, 12)
  expect([first!, ...others].every(({ contribution }) => contribution < 0)).toBe(true)
})

test('both directions together are the contributions of the explanation', async () => {
  const fitted = await model()
  const found = reasons(fitted, poor, { direction: 'both', most: 100 })
  const { contributions } = fitted.explain(poor)
  expect(found.map(({ contribution }) => contribution)).toEqual(
    contributions.flatMap((one) => (one.contribution === 0 ? [] : [one.contribution])),
  )
})

test('columns get the names that people know, and what is missing is said to be unknown', async () => {
  const names = [['income', 'yearly income (thousand)']] as const
  const found = reasons(await model(), poor, { direction: 'both', names })
  expect(found.find(({ columns }) => columns.includes('income'))?.text).toMatch(/^Yearly income \(thousand\) is 5: /)
  expect(found.find(({ columns }) => columns.includes('area'))?.text).toMatch(/^Area is not known: /)
})

test('no more reasons are given than asked for', async () => {
  const fitted = await model()
  expect(reasons(fitted, poor, { direction: 'both', most: 1 })).toHaveLength(1)
  expect(() => reasons(fitted, poor, { most: 0 })).toThrow(RangeError)
})
