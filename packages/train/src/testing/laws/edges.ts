import assert from 'node:assert/strict'
import { MillraceError, type Trainer, type TrainingData } from '@millrace/core'
import { checkEstimator } from '../../model/check-estimator.ts'
import { exampleData, fitTo, numbersOf, trainOnNull } from '../subject.ts'
import { isError } from './weights.ts'

/** A trainer that accepts null scores every row; one that does not refuses the feature by name. */
export async function nullFollowsThePolicy(trainer: Trainer, rows: number): Promise<void> {
  if (acceptsNull(trainer)) {
    const { table, model } = trainOnNull(trainer, rows)
    const scores = numbersOf((await model).predict(table), 'score')
    return assert.ok(scores.every(Number.isFinite), 'a row with null has no score')
  }
  const data = exampleData(rows)
  data.features[1]![rows - 1] = Number.NaN
  await assert.rejects(fitTo(trainer, data), isError('E_FEATURE_NULL'))
}

const acceptsNull = (trainer: Trainer): trainer is Trainer<true> => trainer.acceptsNull

/** Odd data are fitted by a well-formed estimator, or refused by a typed error: no crash, no endless loop, no NaN. */
export async function oddDataAreFittedOrRefused(trainer: Trainer, rows: number): Promise<void> {
  for (const [what, data] of oddData(rows)) {
    try {
      checkEstimator(trainer, await fitTo(trainer, data), data.features.length)
    } catch (error) {
      if (!MillraceError.isInstance(error) || error.code === 'E_ESTIMATOR_INVALID') assert.fail(`${what}: ${(error as Error).stack}`)
    }
  }
}

function* oddData(rows: number): Generator<readonly [what: string, data: TrainingData]> {
  const { names, features, target } = exampleData(rows)
  const [first] = features as [Float64Array]
  const withFirst = (map: (value: number, row: number) => number): TrainingData => ({
    names,
    features: [first.map(map), ...features.slice(1)],
    target,
  })
  yield ['one feature', { names: ['first'], features: [first], target }]
  yield ['no feature', { names: [], features: [], target }]
  yield ['a constant feature', withFirst(() => 0.1)]
  yield ['a feature twice', { names: ['first', 'again'], features: [first, first.slice()], target }]
  yield ['a feature that is the label', withFirst((_, row) => target[row]!)]
  yield ['a feature on a large offset', withFirst((value) => 1e9 + value)]
  yield ['a feature of tiny numbers', withFirst((value) => value * 1e-200)]
  yield ['a feature of huge numbers', withFirst((value) => value * 1e200)]
  yield ['a feature at the end of float64', withFirst((value) => Math.sign(value) * Number.MAX_VALUE)]
  yield ['neighbouring numbers', withFirst((value) => (value > 0 ? 1 + Number.EPSILON : 1))]
  yield ['two rows', { names, features: features.map((feature) => feature.slice(0, 2)), target: Float64Array.of(0, 1) }]
  yield ['one positive row', { names, features, target: target.map((_, row) => Number(row === 0)) }]
}
