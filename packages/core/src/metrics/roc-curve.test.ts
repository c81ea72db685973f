import { expect, test } from 'vitest'
import { goldenCases } from '../../test/fixtures/metrics/golden-cases.ts'
import { expectClose } from '../testing/expect-close.ts'
import { rocCurve } from './roc-curve.ts'

test.each(goldenCases)('all points agree with scikit-learn: $name', ({ golden, scored }) => {
  const { threshold, ...rates } = golden.roc
  expectClose(rocCurve(scored, { keepCollinear: true }), { threshold: [Infinity, ...threshold], ...rates }, { rel: 1e-12 })
})

test.each(goldenCases)('the corners enclose the same area: $name', ({ golden, scored }) => {
  const { falsePositiveRate: x, truePositiveRate: y } = rocCurve(scored)
  let area = 0
  for (let i = 1; i < x.length; i++) area += ((x[i]! - x[i - 1]!) * (y[i]! + y[i - 1]!)) / 2
  expectClose(area, golden.auc, { rel: 1e-12 })
})

test('points within a straight run are left out', () => {
  const curve = rocCurve({ label: [1, 1, 1, 0, 0], score: [5, 4, 3, 2, 1] })
  expect(Array.from(curve.threshold)).toEqual([Infinity, 3, 1])
  expect(Array.from(curve.falsePositiveRate)).toEqual([0, 0, 1])
  expect(Array.from(curve.truePositiveRate)).toEqual([0, 1, 1])
})

test('rows without weight make no points', () => {
  const curve = rocCurve({ label: [1, 0, 1, 0], score: [4, 3, 2, 1], weight: [1, 0, 0, 2] }, { keepCollinear: true })
  expect(Array.from(curve.threshold)).toEqual([Infinity, 4, 1])
})

test('a single class is refused', () => {
  expect(() => rocCurve({ label: [0, 0], score: [0, 1] })).toThrow(expect.objectContaining({ code: 'E_METRIC_ONE_CLASS' }))
})
