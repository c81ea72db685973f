import { type ClassPrediction, defineFeatures, fromRows, type Model, type Trainer, type ValuePrediction } from '@millrace/core'
import { expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { dummy } from '../trainers/dummy.ts'
import { logisticRegression } from '../trainers/linear/logistic/logistic-regression.ts'
import { defineModel } from './define-model.ts'
import { binary, multiclass, regression } from './target.ts'
import { train } from './train.ts'

const Flower = z.object({
  width: z.number(),
  species: z.enum(['setosa', 'versicolor', 'virginica']),
  petals: z.int().nullable(),
})
interface Served {
  readonly width: number
}
const features = defineFeatures(Flower, ({ width }) => ({ width }))
const flowers = fromRows(Flower, [])

test('a model of several classes predicts one of the values of the column', async () => {
  const spec = defineModel({ name: 'species', features, target: multiclass('species'), trainer: dummy() })
  const model = await train(spec, flowers, { seed: 7 })
  expectTypeOf(model).toEqualTypeOf<Model<Served, 'setosa' | 'versicolor' | 'virginica', 'multiclass'>>()
  const prediction = model.predict({ width: 1 })
  expectTypeOf(prediction).toEqualTypeOf<ClassPrediction<'setosa' | 'versicolor' | 'virginica'>>()
  expectTypeOf(prediction.probabilities[0]!.label).toEqualTypeOf<'setosa' | 'versicolor' | 'virginica'>()
  const table = model.predict(flowers)
  expectTypeOf(table.row(0).label).toEqualTypeOf<'setosa' | 'versicolor' | 'virginica' | null>()
  expectTypeOf(table.row(0)['probability:0']).toEqualTypeOf<number | null | undefined>()
})

test('classes that are named are the labels', async () => {
  const target = multiclass('species', { classes: ['setosa', 'virginica'] })
  const spec = defineModel({ name: 'species', features, target, trainer: dummy() })
  const model = await train(spec, flowers, { seed: 7 })
  expectTypeOf(model.predict({ width: 1 }).label).toEqualTypeOf<'setosa' | 'virginica'>()
})

test('a model of a number predicts a value', async () => {
  const spec = defineModel({ name: 'petals', features, target: regression('petals'), trainer: dummy() })
  const model = await train(spec, flowers, { seed: 7 })
  expectTypeOf(model).toEqualTypeOf<Model<Served, number, 'regression'>>()
  expectTypeOf(model.predict({ width: 1 })).toEqualTypeOf<ValuePrediction>()
  expectTypeOf(model.predict(flowers).row(0).value).toEqualTypeOf<number | null>()
})

test('a trainer learns only targets of its kinds', () => {
  const numbers = dummy() as Trainer<true, 'regression'>
  defineModel({ name: 'x', features, target: regression('petals'), trainer: numbers })
  // @ts-expect-error the trainer does not learn a multiclass target: use another trainer
  defineModel({ name: 'x', features, target: multiclass('species'), trainer: numbers })
  // @ts-expect-error the trainer does not learn a regression target: use another trainer
  defineModel({ name: 'x', features, target: regression('petals'), trainer: logisticRegression() as Trainer<false, 'binary'> })
  // @ts-expect-error the trainer does not learn a binary target: use another trainer
  defineModel({ name: 'x', features, target: binary('species', { positive: 'setosa' }), trainer: numbers })
})

test('a target that its column cannot be does not compile', () => {
  // @ts-expect-error column 'species' is not a number: predict it with binary() or multiclass()
  defineModel({ name: 'x', features, target: regression('species'), trainer: dummy() })
  // @ts-expect-error 'rosa' is not a value of column 'species'
  defineModel({ name: 'x', features, target: multiclass('species', { classes: ['setosa', 'rosa'] }), trainer: dummy() })
  // @ts-expect-error the schema has no column 'kind'
  defineModel({ name: 'x', features, target: multiclass('kind'), trainer: dummy() })
  // @ts-expect-error the target 'width' is also read by a feature
  defineModel({ name: 'x', features, target: regression('width'), trainer: dummy() })
})
