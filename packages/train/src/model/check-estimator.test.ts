import { buildTrees, type EstimatorOperation, type FittedEstimator, type Task } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { dummy } from '../trainers/dummy.ts'
import { checkEstimator } from './check-estimator.ts'

const good: FittedEstimator = {
  operations: [{ op: 'linear', weights: Float64Array.of(1, 2), means: Float64Array.of(0, 0), intercept: 0 }],
  scale: 'log-odds',
  diagnostics: {},
  warnings: [],
}
const linear = (changes: object): FittedEstimator => ({
  ...good,
  operations: [{ ...good.operations[0], ...changes } as EstimatorOperation],
})
const stump = { feature: 1, threshold: 0, missingLeft: true, left: { value: 0, cover: 1 }, right: { value: 1, cover: 1 }, cover: 2 }
const trees = (changes: object): FittedEstimator => ({
  ...good,
  operations: [{ op: 'trees', trees: { ...buildTrees([stump], { base: 0, aggregate: 'mean' }), ...changes } }],
})
const data = { features: [new Float64Array(), new Float64Array()] }

describe('checkEstimator', () => {
  test.each([
    ['a linear one', good],
    ['trees', trees({})],
    ['one that reads some features', { ...good, features: [1, 0] }],
  ])('accepts %s', (_, estimator) => {
    expect(() => checkEstimator(dummy(), estimator, data)).not.toThrow()
  })

  test.each([
    ['a weight too few', linear({ weights: Float64Array.of(1) }), 'with 1 weights and 2 means for 2 features'],
    [
      'a weight that is not finite',
      linear({ weights: Float64Array.of(1, Number.NaN) }),
      'with a weight, mean or intercept that is not finite',
    ],
    ['an infinite intercept', linear({ intercept: Number.NEGATIVE_INFINITY }), 'with a weight, mean or intercept that is not finite'],
    ['a feature that is not there', { ...good, features: [0, 2] }, 'that reads feature 2 of 2'],
    ['an unknown scale', { ...good, scale: 'odds' as never }, "on the scale 'odds'"],
    ['a tree that reads a feature which is not there', trees({ feature: Int32Array.of(2, -1, -1) }), 'with trees that are not well-formed'],
    ['a tree that never ends', trees({ left: Int32Array.of(0, -1, -1) }), 'with trees that are not well-formed'],
    ['diagnostics that are not JSON', { ...good, diagnostics: { loss: Number.NaN } }, 'with params or diagnostics that are not JSON'],
  ])('refuses %s', (_, estimator, what) => {
    expect(() => checkEstimator(dummy(), estimator, data)).toThrow(
      expect.objectContaining({
        code: 'E_ESTIMATOR_INVALID',
        message: expect.stringContaining(`the trainer 'dummy' returned an estimator ${what}`),
      }),
    )
  })

  test.each<[string, Partial<FittedEstimator>, Task, string]>([
    ['log-odds for a number', {}, { kind: 'regression' }, "on the scale 'log-odds' for a regression target"],
    ['a value for classes', { scale: 'value' }, { kind: 'multiclass', classes: 2 }, "on the scale 'value' for a multiclass target"],
    ['a node too few', {}, { kind: 'multiclass', classes: 2 }, 'of 1 nodes in place of 2'],
    [
      'a fault in the last node',
      { operations: [...good.operations, { ...good.operations[0], intercept: Number.NaN } as EstimatorOperation] },
      { kind: 'multiclass', classes: 2 },
      'with a weight, mean or intercept that is not finite',
    ],
  ])('refuses %s', (_, changes, task, what) => {
    expect(() => checkEstimator(dummy(), { ...good, ...changes }, { ...data, task })).toThrow(
      expect.objectContaining({ code: 'E_ESTIMATOR_INVALID', message: expect.stringContaining(what) }),
    )
  })
})
