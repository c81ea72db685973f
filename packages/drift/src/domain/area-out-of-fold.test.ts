import { expectClose } from '@millrace/core/testing'
import { expect, test } from 'vitest'
import { areaOutOfFold } from './area-out-of-fold.ts'

test('folds are not compared with each other', () => {
  const scores = Float64Array.of(1, 2, 101, 102)
  const side = Float64Array.of(0, 1, 0, 1)
  expect(areaOutOfFold(scores, { side, fold: Uint8Array.of(0, 0, 1, 1), folds: 2 }).auc).toBe(1)
  expect(areaOutOfFold(scores, { side, fold: Uint8Array.of(0, 0, 0, 0), folds: 1 }).auc).toBe(0.75)
})

test("the variance is the mean of the folds' by DeLong, times 1/k + 1/(k - 1)", () => {
  const scores = Float64Array.of(0.1, 0.4, 0.35, 0.8, 0.1, 0.4, 0.35, 0.8)
  const side = Float64Array.of(0, 0, 1, 1, 0, 0, 1, 1)
  const { auc, standardError } = areaOutOfFold(scores, { side, fold: Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 1), folds: 2 })
  expectClose([auc, standardError], [0.75, Math.sqrt(0.125 * 1.5)], { rel: 1e-12 })
})
