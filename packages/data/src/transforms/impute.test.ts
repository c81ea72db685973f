import { MillraceError } from '@millrace/core'
import { expectClose } from '@millrace/core/testing'
import { expect, test } from 'vitest'
import { fitNumbers } from '../../test/fixtures/transforms/columns.ts'
import { impute } from './impute.ts'

test.each([
  ['mean', [1, null, 2, 6], 3],
  ['median', [3, null, 1, 2, 10], 2.5],
  ['median', [7, null], 7],
  ['most-frequent', [5, 2, 5, 2, 9, null], 2],
  ['most-frequent', [-1, 0.5, null], -1],
  [0.5, [1, null], 0.5],
  [-0, [1, null], 0],
] as const)('impute(%s) of %j puts %d in place of null and nowhere else', async (fill, values, expected) => {
  const fitted = await fitNumbers(values, impute(fill))
  expect(fitted.states).toEqual([{ fill: expected }])
  expect(fitted.one([null, 8, 0])).toEqual([expected, 8, 0])
})

test('the mean of numbers whose sum overflows is their mean', async () => {
  const fitted = await fitNumbers([1.5e308, -1.5e308, 1.2e308, null], impute('mean'))
  expectClose(fitted.one([null]), [4e307], { rel: 1e-12 })
})

test.each(['mean', 'median', 'most-frequent'] as const)(
  'impute(%s) of nothing but null is a typed error that names the feature',
  async (fill) => {
    for (const values of [[], [null, null]]) {
      const error = await fitNumbers(values, impute(fill)).catch((caught: unknown) => caught)
      expect(MillraceError.isInstance(error) && error.code).toBe('E_FIT_NO_VALUES')
      expect((error as MillraceError).details).toMatchObject({ feature: 'x', kind: 'impute' })
    }
  },
)

test('a number as fill needs no values', async () => {
  expect((await fitNumbers([null], impute(4))).one([null, 1])).toEqual([4, 1])
})

test.each([Number.NaN, Number.POSITIVE_INFINITY, 'average' as never])('the fill %s is refused at once', (fill) => {
  expect(() => impute(fill)).toThrow(RangeError)
})
