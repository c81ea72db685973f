import { defineFeatures, fromRows, type Model, seededRandom, type Trainer, type TrainingData, type TrainOptions } from '@millrace/core'
import { standardize, targetEncode } from '@millrace/data'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { trained } from '../../test/support/loans.ts'
import { evaluate } from '../evaluation/evaluate.ts'
import { dummy } from '../trainers/dummy.ts'
import { linearRegression } from '../trainers/linear/least-squares/linear-regression.ts'
import { logisticRegression } from '../trainers/linear/logistic/logistic-regression.ts'
import { defineModel } from './define-model.ts'
import { binary, multiclass, regression } from './target.ts'
import { train } from './train.ts'

const Flower = z.object({
  width: z.number(),
  length: z.number(),
  garden: z.string(),
  species: z.enum(['virginica', 'setosa', 'versicolor', 'never']),
  petals: z.int(),
  price: z.number().nullable(),
})
type Flower = z.output<typeof Flower>

function flowers(rows: number, seed = 3): Flower[] {
  const random = seededRandom(seed)
  return Array.from({ length: rows }, (_, row) => {
    const species = (['virginica', 'setosa', 'versicolor'] as const)[row % 3]!
    const [width, length] = [(row % 3) + 0.4 * random.normal(), 2 - (row % 3) + 0.4 * random.normal()]
    return { width, length, garden: `g${row % 4}`, species, petals: 3 + (row % 3), price: 10 * width - 3 * length + 0.1 * random.normal() }
  })
}
const table = fromRows(Flower, flowers(240))
const features = defineFeatures(Flower, ({ width, length }) => ({ width: width.pipe(standardize()), length: length.pipe(standardize()) }))
const options = { seed: 7 }
const code = (expected: string) => expect.objectContaining({ code: expected })

/** A trainer that keeps what it was given. */
function spying() {
  const calls: { readonly data: TrainingData; readonly options: TrainOptions }[] = []
  const trainer: Trainer<true> = {
    ...dummy(),
    continues: true,
    fit(data, given) {
      calls.push({ data, options: given })
      return dummy().fit(data, given)
    },
  }
  return { trainer, calls }
}

describe('several classes', () => {
  const species = (trainer: Trainer = logisticRegression(), target = multiclass('species')) =>
    defineModel({ name: 'species', features, target, trainer: trainer as Trainer<true> })

  test('classes that occur are in the order of the schema, and the label is the most probable one', async () => {
    const model = await trained(species(), table)
    expect(model.definition.target).toEqual({ kind: 'multiclass', column: 'species', classes: ['virginica', 'setosa', 'versicolor'] })
    const { metrics } = evaluate(model, table, { rounds: 0 })
    expect(metrics.labels).toEqual(['virginica', 'setosa', 'versicolor'])
    expect(metrics.accuracy).toBeGreaterThan(0.9)
    for (const { label, probabilities } of model.predict([...table.rows()])) {
      expect(probabilities.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12)
      expect(Math.max(...probabilities.map(({ probability }) => probability))).toBe(
        probabilities.find((each) => each.label === label)!.probability,
      )
    }
  })

  test('a row is scored as columns are', async () => {
    const model = await trained(species(), table)
    const columns = [...model.predict(table).rows()]
    for (const [row, { label, probability }] of model.predict([...table.rows()]).entries())
      expect(columns[row]).toMatchObject({ label, probability })
  })

  test('the baseline answers the share of each class, by weight', async () => {
    const weights = Float64Array.from(table.rows(), (row) => (row.species === 'setosa' ? 4 : 1))
    const model = await trained(species(dummy()), table, { weights })
    const { probabilities } = model.predict(table.row(0))
    expect(probabilities.map(({ probability }) => probability)).toEqual([1 / 6, 4 / 6, 1 / 6].map((share) => expect.closeTo(share, 14)))
    const even = await trained(species(dummy()), table, { weights, classWeights: 'balanced' })
    for (const { probability } of even.predict(table.row(0)).probabilities) expect(probability).toBeCloseTo(1 / 3, 14)
    const given = await trained(species(dummy()), table, { classWeights: [['versicolor', 2]] })
    expect(given.predict(table.row(0)).probabilities.map(({ probability }) => probability)).toEqual(
      [1 / 4, 1 / 4, 2 / 4].map((share) => expect.closeTo(share, 14)),
    )
  })

  test('named classes are in their order', async () => {
    const target = multiclass('species', { classes: ['setosa', 'versicolor', 'virginica'] })
    const model = await trained(defineModel({ name: 'species', features, target, trainer: dummy() }), table)
    expect(model.predict(table.row(0)).probabilities.map(({ label }) => label)).toEqual(['setosa', 'versicolor', 'virginica'])
  })

  test.each([
    ['numbers', z.number(), [3, 1, 2.5], [1, 2.5, 3]],
    ['integers', z.int(), [20, 3, 100], [3, 20, 100]],
    ['strings', z.string(), ['b', 'a', 'c'], ['a', 'b', 'c']],
    ['booleans', z.boolean(), [true, false, true], [false, true]],
  ] as const)('labels are values of the target, sorted where the schema has no order: %s', async (_, type, given, sorted) => {
    const Row = z.object({ x: z.number(), target: type })
    const rows = fromRows(
      Row,
      Array.from({ length: 60 }, (_, row) => ({ x: 10 * (row % 3), target: given[row % 3]! }) as never),
    )
    const spec = defineModel({
      name: 'typed',
      features: defineFeatures(Row, ({ x }) => ({ x, squared: x.pipe(standardize()) })),
      target: multiclass('target'),
      trainer: logisticRegression(),
    })
    const model: Model<{ readonly x: number }, unknown, 'multiclass'> = await trained(spec, rows)
    expect(model.definition.target.classes).toEqual(sorted)
    const predictions = [0, 10, 20].map((x) => model.predict({ x }))
    expect(predictions[0]!.probabilities.map(({ label }) => label)).toEqual(sorted)
    if (sorted.length === 3) expect([predictions[0]!.label, predictions[2]!.label]).toEqual([given[0], given[2]])
  })

  test('a target that cannot be learnt is refused by name', async () => {
    const one = table.filter((row) => row.species === 'setosa')
    await expect(train(species(), one, options)).rejects.toEqual(code('E_TARGET_SINGLE_CLASS'))
    await expect(train(species(), table.slice(0, 0), options)).rejects.toEqual(code('E_TARGET_SINGLE_CLASS'))
    const weights = Float64Array.from(table.rows(), (row) => Number(row.species !== 'setosa'))
    await expect(train(species(), table, { ...options, weights })).rejects.toEqual(code('E_TARGET_CLASS_EMPTY'))
    const named = (classes: readonly Flower['species'][]) =>
      train(defineModel({ name: 'species', features, target: multiclass('species', { classes }), trainer: dummy() }), table, options)
    await expect(named(['setosa', 'virginica'])).rejects.toEqual(code('E_TARGET_UNKNOWN_LABEL'))
    await expect(named(['setosa', 'virginica', 'versicolor', 'never'])).rejects.toEqual(code('E_TARGET_CLASS_EMPTY'))
    expect(() => multiclass('species', { classes: ['setosa'] })).toThrow(RangeError)
    expect(() => multiclass('species', { classes: ['setosa', 'setosa'] })).toThrow(RangeError)
    const Many = z.object({ x: z.number(), id: z.string() })
    const rows = Array.from({ length: 1001 }, (_, x) => ({ x, id: `id${x}` }))
    const many = defineModel({
      name: 'x',
      features: defineFeatures(Many, ({ x }) => ({ x })),
      target: multiclass('id'),
      trainer: dummy(),
    })
    await expect(train(many, fromRows(Many, rows), options)).rejects.toEqual(code('E_TARGET_CLASS_COUNT'))
  })

  test('weights of classes that are none are refused', async () => {
    const wrong = async (classWeights: never) => train(species(dummy()), table, { ...options, classWeights })
    await expect(wrong([['rosa', 2]] as never)).rejects.toEqual(code('E_WEIGHTS_INVALID'))
    await expect(wrong([['setosa', 0]] as never)).rejects.toEqual(code('E_WEIGHTS_INVALID'))
    await expect(
      wrong([
        ['setosa', 1],
        ['setosa', 2],
      ] as never),
    ).rejects.toEqual(code('E_WEIGHTS_INVALID'))
  })

  test('a transform that learns from the target has no number to learn from', async () => {
    const encoded = defineFeatures(Flower, ({ garden }) => ({ garden: garden.pipe(targetEncode()) }))
    const spec = defineModel({ name: 'encoded', features: encoded, target: multiclass('species'), trainer: dummy() })
    await expect(train(spec, table, options)).rejects.toEqual(code('E_TARGET_ENCODING_MULTICLASS'))
  })
})

describe('a number', () => {
  const priced = table.filter(({ price }) => price !== null)
  const price = (trainer: Trainer = linearRegression()) =>
    defineModel({ name: 'price', features, target: regression('price'), trainer: trainer as Trainer<true> })

  test('is predicted, measured and stored', async () => {
    const model = await trained(price(), priced)
    expect(model.definition.target).toEqual({ kind: 'regression', column: 'price' })
    const { metrics, intervals, evidence } = evaluate(model, priced, { rounds: 50, quantile: 0.9 })
    expect(metrics.r2).toBeGreaterThan(0.99)
    expect(metrics.quantile).toBe(0.9)
    expect(Object.keys(intervals)).toEqual(['rmse', 'mae', 'r2'])
    expect(evidence.predicted).toEqual(Array.from(priced.rows(), (row) => model.predict(row).value))
  })

  test('a logarithmic link is undone', async () => {
    const logged: Trainer<true, 'regression'> = {
      ...dummy(),
      tasks: ['regression'],
      fit: async (data, given) => ({ ...(await dummy().fit(data, given)), scale: 'log-value' }),
    }
    const model = await trained(defineModel({ name: 'petals', features, target: regression('petals'), trainer: logged }), table)
    expect(model.predict(table.row(0)).value).toBeCloseTo(Math.exp(4), 12)
    expect(model.predict(table).row(0).score).toBe(4)
  })

  test('null, no rows, a column of something else, and weights of classes are refused', async () => {
    const missing = fromRows(Flower, [...flowers(20), { ...flowers(1)[0]!, price: null }])
    await expect(train(price(), missing, options)).rejects.toMatchObject({
      code: 'E_TARGET_NULL',
      message: "target 'price': row 20 is null; leave out rows without a label",
    })
    await expect(train(price(), priced.slice(0, 0), options)).rejects.toEqual(code('E_TARGET_EMPTY'))
    const weights = new Float64Array(priced.rowCount)
    await expect(train(price(), priced, { ...options, weights })).rejects.toEqual(code('E_TARGET_EMPTY'))
    await expect(train(price(), priced, { ...options, classWeights: 'balanced' })).rejects.toThrow(RangeError)
    const text = defineModel({ name: 'x', features, target: regression('garden') as never, trainer: dummy() as never })
    await expect(train(text as never, table as never, options)).rejects.toEqual(code('E_TARGET_NOT_NUMBER'))
  })

  test('transforms may learn from it, out of fold', async () => {
    const encoded = defineFeatures(Flower, ({ garden }) => ({ garden: garden.pipe(targetEncode({ smoothing: 0 })) }))
    const { trainer, calls } = spying()
    await train(defineModel({ name: 'encoded', features: encoded, target: regression('petals'), trainer }), table, options)
    const [garden] = calls[0]!.data.features
    expect(Math.abs(garden!.reduce((sum, value) => sum + value, 0) / garden!.length - 4)).toBeLessThan(0.2)
    expect(new Set(garden).size).toBeGreaterThan(4)
  })
})

test('a trainer that does not learn a kind is refused where JavaScript passes it', () => {
  const wrong = () => defineModel({ name: 'x', features, target: regression('price'), trainer: logisticRegression() as never })
  expect(wrong).toThrow(code('E_TASK_UNSUPPORTED'))
})

describe('rows for validation', () => {
  test('have the features that are served, and their own target', async () => {
    const { trainer, calls } = spying()
    const held = fromRows(Flower, flowers(30, 9))
    await train(defineModel({ name: 'petals', features, target: regression('petals'), trainer }), table, { ...options, validation: held })
    const { features: columns, target } = calls[0]!.data.validation!
    const fitted = calls[0]!.data.features
    expect(columns.map(({ length }) => length)).toEqual([30, 30])
    expect(Array.from(target)).toEqual(Array.from(held.rows(), ({ petals }) => petals))
    const mean = fitted[0]!.reduce((sum, value) => sum + value, 0)
    expect(mean).toBeCloseTo(0, 8)
    expect(columns[0]!.reduce((sum, value) => sum + value, 0)).not.toBeCloseTo(0, 2)
  })

  test('may not have a label that training lacks', async () => {
    const spec = defineModel({ name: 'species', features, target: multiclass('species'), trainer: dummy() })
    const held = fromRows(Flower, [{ ...flowers(1)[0]!, species: 'never' as const }])
    await expect(train(spec, table, { ...options, validation: held })).rejects.toEqual(code('E_TARGET_UNKNOWN_LABEL'))
  })
})

describe('going on from a model', () => {
  const spec = (trainer: Trainer<true>, target = multiclass('species')) => defineModel({ name: 'species', features, target, trainer })

  test('takes its features as they are, and gives its nodes to the trainer, reading all features', async () => {
    const first = spying()
    const model = await trained(spec(first.trainer), table)
    const { trainer, calls } = spying()
    const other = fromRows(Flower, flowers(60, 5))
    const later = await train(spec(trainer), other, { ...options, from: model })
    expect(calls[0]!.options.from).toEqual(
      [0, 1, 2].map(() => ({ op: 'linear', weights: new Float64Array(2), means: new Float64Array(2), intercept: Math.log(1 / 3) })),
    )
    expect(later.definition.learned).toEqual(model.definition.learned)
    const served = (one: Model<never, unknown, 'multiclass'>) => one.definition.graph.nodes.filter(({ op }) => op === 'div').length
    expect(served(later)).toBe(served(model))
  })

  test('is refused for a trainer that does not, other features, and another target', async () => {
    const { trainer } = spying()
    const model = await trained(spec(trainer), table)
    const failing = async (next: ReturnType<typeof spec>) => train(next, table, { ...options, from: model })
    await expect(failing(spec(dummy()))).rejects.toEqual(code('E_CONTINUE_UNSUPPORTED'))
    const others = defineFeatures(Flower, ({ width }) => ({ width }))
    const narrow = defineModel({ name: 'species', features: others, target: multiclass('species'), trainer })
    await expect(failing(narrow as never)).rejects.toEqual(code('E_CONTINUE_MISMATCH'))
    const target = multiclass('species', { classes: ['setosa', 'versicolor', 'virginica'] })
    await expect(failing(spec(trainer, target as never))).rejects.toEqual(code('E_CONTINUE_MISMATCH'))
    const two = defineModel({ name: 'species', features, target: binary('species', { positive: 'setosa' }), trainer })
    const some = table.filter(({ species }) => species !== 'virginica')
    await expect(train(two, some, { ...options, from: model })).rejects.toEqual(code('E_CONTINUE_MISMATCH'))
    await expect(failing(spec({ ...trainer, name: 'other' }))).rejects.toEqual(code('E_CONTINUE_MISMATCH'))
  })
})
