import { MillraceError } from '@millrace/core'
import { expect, test } from 'vitest'
import { fitNumbers } from '../../test/fixtures/transforms/columns.ts'
import { minMax, robust, standardize } from './scaling.ts'

type Values = readonly (number | null)[]

test('standardize divides by the population deviation', async () => {
  const fitted = await fitNumbers([2, 4, 4, 4, 5, 5, 7, 9, null], standardize())
  expect(fitted.states).toEqual([{ mean: 5, scale: 2 }])
  expect(fitted.one([9, 5, null])).toEqual([2, 0, null])
})

test('robust divides by the distance of the quartiles', async () => {
  const fitted = await fitNumbers([1, 2, 3, 4, 1_000, null], robust())
  expect(fitted.states).toEqual([{ median: 3, scale: 2 }])
  expect(fitted.one([1, 3, null, 1_000])).toEqual([-1, 0, null, 498.5])
})

test('minMax keeps served numbers within [0, 1]', async () => {
  const fitted = await fitNumbers([-10, 30, null], minMax())
  expect(fitted.states).toEqual([{ lower: -10, range: 40 }])
  expect(fitted.one([-10, 0, 30, -11, 1e308, null])).toEqual([0, 0.25, 1, 0, 1, null])
})

test.each([
  ['standardize', standardize],
  ['robust', robust],
  ['minMax', minMax],
] as const)('%s makes a constant column 0', async (_, make) => {
  for (const constant of [0.1, 1e15, -3])
    expect((await fitNumbers([constant, constant, constant, null], make())).one([constant])).toEqual([0])
})

test('standardize takes a deviation that is no more than rounding for none', async () => {
  const values = [1e9, 1e9 + 1e-7, 1e9]
  expect((await fitNumbers(values, standardize())).states).toEqual([{ mean: 1e9 + 1e-7 / 3, scale: 1 }])
  expect((await fitNumbers([0, 1e-15, 2e-15], standardize())).states).toEqual([{ mean: 1e-15, scale: 1 }])
})

test.each([
  ['standardize', standardize, 'scale'],
  ['robust', robust, 'scale'],
  ['minMax', minMax, 'range'],
] as const)('%s refuses a spread that overflows, by name', async (_, make, member) => {
  const error = await fitNumbers([-1.5e308, -1.5e308, 1.5e308, 1.5e308], make()).catch((caught: unknown) => caught)
  expect(MillraceError.isInstance(error) && error.code).toBe('E_FIT_STATE_INVALID')
  expect((error as MillraceError).details).toMatchObject({ feature: 'x', path: expect.stringContaining(member) })
  expect((error as MillraceError).message).toMatch(/clip or scale it first$/)
})

test.each([
  ['standardize', standardize],
  ['robust', robust],
  ['minMax', minMax],
] as const)('%s of nothing but null is a typed error', async (_, make) => {
  for (const values of [[], [null]] satisfies Values[]) {
    const error = await fitNumbers(values, make()).catch((caught: unknown) => caught)
    expect(MillraceError.isInstance(error) && error.code).toBe('E_FIT_NO_VALUES')
  }
})
