import assert from 'node:assert/strict'
import { MillraceError, type TrainingData } from '@millrace/core'
import { checkEstimator } from '../../model/check-estimator.ts'
import { trainOnNull } from '../example-model.ts'
import { kindLaws } from '../kind-laws.ts'
import { exampleData, fitTo, numbersOf } from '../subject.ts'
import type { LawSubject } from './law-subject.ts'
import { isError } from './weights.ts'

/** A trainer that accepts null scores every row; one that does not refuses the feature by name. */
export async function nullFollowsThePolicy({ trainer, kind, rows }: LawSubject): Promise<void> {
  if (trainer.acceptsNull) {
    const { table, model } = trainOnNull(trainer, { kind, rows })
    const predictions = (await model).predict(table)
    for (const name of kindLaws[kind].finite)
      assert.ok(numbersOf(predictions, name).every(Number.isFinite), `a row with null has no ${name}`)
    return
  }
  const data = exampleData(kind, rows)
  data.features[1]![rows - 1] = Number.NaN
  await assert.rejects(fitTo(trainer, data), isError('E_FEATURE_NULL'))
}

/** A feature of categories is fitted by a well-formed estimator, the same for the same seed. */
export async function categoriesAreFitted({ trainer, kind, rows }: LawSubject): Promise<void> {
  const data = () => {
    const { features, ...rest } = exampleData(kind, rows)
    const codes = features[0]!.map((value, row) => (row % 7 === 0 ? Number.NaN : Math.min(5, Math.max(0, Math.floor(2 * value + 3)))))
    return { ...rest, features: [codes, ...features.slice(1)], categories: [6, null, null] }
  }
  const fitted = await fitTo(trainer, data())
  checkEstimator(trainer, fitted, data())
  assert.deepEqual(await fitTo(trainer, data()), fitted, 'the same seed gives another estimator')
}

/** Odd data are fitted by a well-formed estimator, or refused by a typed error: no crash, no endless loop, no NaN. */
export async function oddDataAreFittedOrRefused({ trainer, kind, rows }: LawSubject): Promise<void> {
  for (const [what, data] of oddData(exampleData(kind, rows))) {
    try {
      checkEstimator(trainer, await fitTo(trainer, data), data)
    } catch (error) {
      if (!MillraceError.isInstance(error) || error.code === 'E_ESTIMATOR_INVALID') assert.fail(`${what}: ${(error as Error).stack}`)
    }
  }
}

function* oddData(data: TrainingData): Generator<readonly [what: string, data: TrainingData]> {
  const { features, target } = data
  const [first] = features as [Float64Array]
  const withFirst = (map: (value: number, row: number) => number): TrainingData => ({
    ...data,
    features: [first.map(map), ...features.slice(1)],
  })
  yield ['one feature', { ...data, names: ['first'], features: [first] }]
  yield ['no feature', { ...data, names: [], features: [] }]
  yield ['a constant feature', withFirst(() => 0.1)]
  yield ['a feature twice', { ...data, names: ['first', 'again'], features: [first, first.slice()] }]
  yield ['a feature that is the target', withFirst((_, row) => target[row]!)]
  yield ['a feature on a large offset', withFirst((value) => 1e9 + value)]
  yield ['a feature of tiny numbers', withFirst((value) => value * 1e-200)]
  yield ['a feature of huge numbers', withFirst((value) => value * 1e200)]
  yield ['a feature at the end of float64', withFirst((value) => Math.sign(value) * Number.MAX_VALUE)]
  yield ['neighbouring numbers', withFirst((value) => (value > 0 ? 1 + Number.EPSILON : 1))]
  yield* oddTargets(data)
}

function* oddTargets(data: TrainingData): Generator<readonly [what: string, data: TrainingData]> {
  const { features, target, task = { kind: 'binary' } } = data
  const few = task.kind === 'multiclass' ? task.classes : 2
  yield [
    'a row of each',
    { ...data, features: features.map((feature) => feature.slice(0, few)), target: Float64Array.from({ length: few }, (_, row) => row) },
  ]
  if (task.kind !== 'regression')
    return yield ['one row of each but one', { ...data, target: target.map((_, row) => (row < few - 1 ? row + 1 : 0)) }]
  yield ['a constant target', { ...data, target: target.map(() => 0.1) }]
  yield ['a target of huge numbers', { ...data, target: target.map((value) => value * 1e200) }]
  yield ['a target of tiny numbers', { ...data, target: target.map((value) => value * 1e-200) }]
}
