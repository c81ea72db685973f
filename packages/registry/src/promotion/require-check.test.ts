import { expect, test } from 'vitest'
import { checkRequired, validateRequired } from './require-check.ts'

const check = (value: number | undefined, bounds: { min?: number; max?: number }) =>
  checkRequired({ metrics: new Map(value === undefined ? [] : [['auc', value]]) }, { auc: bounds })[0]!

test.each([
  [0.7, { min: 0.7 }, true],
  [0.69, { min: 0.7 }, false],
  [0.6, { max: 0.6 }, true],
  [0.61, { max: 0.6 }, false],
  [0.65, { min: 0.6, max: 0.7 }, true],
  [Number.NaN, { min: 0 }, false],
  [Number.NaN, { max: 1 }, false],
  [Infinity, { max: 1 }, false],
])('%s within %o: %s', (value, bounds, passed) => {
  expect(check(value, bounds).passed).toBe(passed)
})

test('fails a metric that the version was registered without, and says so', () => {
  expect(check(undefined, { min: 0 })).toEqual({
    name: 'auc',
    passed: false,
    measured: null,
    why: 'the version was registered without auc',
  })
})

test('says what was found and how it compares', () => {
  expect(check(0.65432, { min: 0.7 })).toMatchObject({ measured: 0.65432, why: 'auc 0.6543 is less than 0.7' })
  expect(check(Number.NaN, { min: 0.7 })).toMatchObject({ measured: 'NaN', why: 'auc is NaN' })
  expect(check(Infinity, { min: 0.7 })).toMatchObject({ measured: 'Infinity', passed: true })
})

test.each([
  ['no bound', {}],
  ['a bound that is NaN', { min: Number.NaN }],
  ['bounds that cross', { min: 0.8, max: 0.7 }],
])('refuses %s', (_, bounds) => {
  expect(() => validateRequired({ auc: bounds })).toThrow(expect.objectContaining({ code: 'E_GATE_INVALID' }))
})
