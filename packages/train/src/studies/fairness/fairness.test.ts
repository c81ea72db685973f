import { defineFeatures } from '@millrace/core'
import { expectClose } from '@millrace/core/testing'
import { expect, test } from 'vitest'
import { defineModel } from '../../model/define-model.ts'
import { binary } from '../../model/target.ts'
import { train } from '../../model/train.ts'
import { logisticRegression } from '../../trainers/linear/logistic/logistic-regression.ts'
import { LoanSchema, loanTable } from '../test-support.ts'
import { fairness } from './fairness.ts'
import { rate, rateRatio } from './rate.ts'

const features = defineFeatures(LoanSchema, ({ income }) => ({ income }))
const spec = defineModel({
  name: 'loans',
  features,
  target: binary('repaid', { positive: 'yes' }),
  trainer: logisticRegression(),
  monitored: ['area', 'age'],
})
const model = () => train(spec, loanTable(), { seed: 7 })

test("Wilson's interval, against figures of statsmodels 0.15 (proportion_confint, method wilson)", () => {
  expectClose(rate(8, 10, 0.95), { estimate: 0.8, lower: 0.4901624715, upper: 0.9433178485, of: 10 }, { rel: 1e-9 })
  expect(rate(0, 5, 0.95)).toMatchObject({ lower: 0 })
  expect(rate(5, 5, 0.95)).toMatchObject({ upper: 1 })
  expect(rate(0, 0, 0.95)).toBeNull()
})

test('the ratio of two rates by hand, and none where a rate is 0', () => {
  const [a, b] = [rate(30, 100, 0.95), rate(60, 120, 0.95)]
  const half = 1.959963984540054 * Math.sqrt(0.7 / 30 + 0.5 / 60)
  expectClose(rateRatio(a, b, 0.95), { estimate: 0.6, lower: 0.6 * Math.exp(-half), upper: 0.6 * Math.exp(half) }, { rel: 1e-12 })
  expect(rateRatio(rate(0, 10, 0.95), b, 0.95)).toBeNull()
})

test('rates by group are those of counting', async () => {
  const table = loanTable()
  const fitted = await model()
  const { groups, reference, leastDisparateImpact, belowFourFifths } = fairness(fitted, table, { by: 'area' })
  expect(groups.map(({ group }) => group)).toEqual(['north', 'south', null])
  expect(reference).toBe('north')
  const rows = [...table.rows()].filter(({ area }) => area === 'south')
  const selected = rows.filter((row) => fitted.predict(row).label === 'yes')
  const south = groups[1]!
  expect(south.rows).toBe(rows.length)
  expect(south.selectionRate?.estimate).toBe(selected.length / rows.length)
  const positive = rows.filter(({ repaid }) => repaid === 'yes')
  expect(south.truePositiveRate?.estimate).toBe(selected.filter(({ repaid }) => repaid === 'yes').length / positive.length)
  expect(south.falsePositiveRate?.of).toBe(rows.length - positive.length)
  expect(south.disparateImpact!.estimate).toBeLessThan(0.8)
  expect(belowFourFifths.map(({ group }) => group)).toContain('south')
  expect(leastDisparateImpact).toBeLessThanOrEqual(south.disparateImpact!.estimate)
})

test('numbers are cut at given edges, else at quartiles', async () => {
  const fitted = await model()
  const { groups } = fairness(fitted, loanTable(), { by: 'age', edges: [30, 50] })
  expect(groups.map(({ group }) => group)).toEqual(['below 30', '30 to below 50', '50 and above'])
  expect(fairness(fitted, loanTable(), { by: 'age' }).groups).toHaveLength(4)
})

test('what cannot be compared is refused', async () => {
  const fitted = await model()
  expect(() => fairness(fitted, loanTable(), { by: 'area', reference: 'east' })).toThrow(
    expect.objectContaining({ code: 'E_FAIRNESS_REFERENCE' }),
  )
  expect(() => fairness(fitted, loanTable(), { by: 'nothing' as 'area' })).toThrow(expect.objectContaining({ code: 'E_COLUMN_UNKNOWN' }))
  expect(() => fairness(fitted, loanTable(), { by: 'age', edges: [50, 30] })).toThrow(RangeError)
})
