import { expect, it } from 'vitest'
import { numberColumn } from '../../test/support/columns.ts'
import { compute } from '../fit/compute.ts'
import { buildTrees } from '../trees/build-trees.ts'
import { estimate } from './estimate.ts'

const features = [numberColumn('a'), numberColumn('b')]

it('a linear estimator adds in the order of its weights, and is null where a feature is', () => {
  const linear = { op: 'linear', weights: Float64Array.of(2, -1), intercept: 0.5, means: Float64Array.of(0, 0) } as const
  expect(compute(estimate(linear, features), { a: 3, b: 4 })).toBe(2.5)
  expect(compute(estimate(linear, features), { a: 3, b: null })).toBe(null)
})

it('trees send null where they say', () => {
  const split = { feature: 1, threshold: 5, missingLeft: false, left: { value: 1, cover: 1 }, right: { value: 2, cover: 1 }, cover: 2 }
  const trees = { op: 'trees', trees: buildTrees([split], { base: 10, aggregate: 'sum' }) } as const
  expect([5, 6, null].map((b) => compute(estimate(trees, features), { a: null, b }))).toEqual([11, 12, 12])
})
