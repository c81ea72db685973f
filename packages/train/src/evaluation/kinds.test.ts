import { defineFeatures, fromRows, rowDigests, seededRandom } from '@millrace/core'
import { multiclassMetrics, regressionMetrics } from '@millrace/core/metrics'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineModel } from '../model/define-model.ts'
import { multiclass, regression } from '../model/target.ts'
import { train } from '../model/train.ts'
import { dummy } from '../trainers/dummy.ts'
import { linearRegression } from '../trainers/linear/least-squares/linear-regression.ts'
import { logisticRegression } from '../trainers/linear/logistic/logistic-regression.ts'
import { crossValidate } from './cross-validate.ts'
import { evaluate } from './evaluate.ts'

const House = z.object({
  size: z.number(),
  age: z.number(),
  owner: z.string(),
  sold: z.iso.date(),
  quarter: z.enum(['north', 'east', 'south']),
  price: z.number(),
})
const random = seededRandom(5)
const houses = fromRows(
  House,
  Array.from({ length: 150 }, (_, row) => {
    const [size, age] = [100 + 20 * random.normal(), 30 + 10 * random.normal()]
    const signal = (size - 100) / 20 - (age - 30) / 20 + 0.5 * random.normal()
    return {
      size,
      age,
      owner: `o${row % 40}`,
      sold: new Date(Date.UTC(2020, 0, 1 + ((row * 37) % 150))).toISOString().slice(0, 10),
      quarter: signal < -0.6 ? ('north' as const) : signal < 0.6 ? ('east' as const) : ('south' as const),
      price: 3 * size - age + 10 * random.normal(),
    }
  }),
)
const features = defineFeatures(House, ({ size, age }) => ({ size, age }))
const quarter = defineModel({ name: 'quarter', features, target: multiclass('quarter'), trainer: logisticRegression() })
const price = defineModel({ name: 'price', features, target: regression('price'), trainer: linearRegression() })
const options = { seed: 7 }

describe('several classes', () => {
  test('evaluate gives metrics with the names of the classes, intervals and evidence', async () => {
    const model = await train(quarter, houses, options)
    const { metrics, intervals, evidence } = evaluate(model, houses, { rounds: 100 })
    const { probability, ...rest } = evidence
    const label = Array.from(houses.rows(), (row) => ['north', 'east', 'south'].indexOf(row.quarter))
    const probabilities = model.predict([...houses.rows()]).map((each) => each.probabilities.map((one) => one.probability))
    expect(rest).toEqual({ kind: 'multiclass', classes: ['north', 'east', 'south'], label, row: rowDigests(houses) })
    expect(probability).toEqual([0, 1, 2].map((index) => probabilities.map((row) => row[index])))
    expect(metrics).toEqual({ ...multiclassMetrics({ label, probability }), labels: ['north', 'east', 'south'] })
    expect(Object.keys(intervals)).toEqual(['logLoss', 'accuracy', 'balancedAccuracy', 'macroF1'])
    expect(intervals.logLoss!.estimate).toBe(metrics.logLoss)
    expect(Object.isFrozen(evidence)).toBe(true)
  })

  test('crossValidate scores each row by a model that did not see it, stratified by class', async () => {
    const { summary, folds, outOfFold } = await crossValidate(quarter, houses, { ...options, folds: 5 })
    expect(outOfFold.row).toEqual(Int32Array.from({ length: 150 }, (_, row) => row))
    expect(outOfFold.probability).toHaveLength(3)
    expect(outOfFold.scores).toHaveLength(3)
    const supports = folds.map(({ classes }) => classes.map(({ support }) => support))
    for (const index of [0, 1, 2]) {
      const counts = supports.map((support) => support[index]!)
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
    }
    expect(summary.accuracy.mean).toBeCloseTo(folds.reduce((sum, { accuracy }) => sum + accuracy, 0) / 5, 14)
    expect(multiclassMetrics(outOfFold).accuracy).toBeGreaterThan(0.5)
    expect(await crossValidate(quarter, houses, { ...options, folds: 5 })).toEqual({ summary, folds, outOfFold })
  })

  test('all folds have the classes of the whole table', async () => {
    const rare = fromRows(
      House,
      [...houses.rows()].map((row, index) => ({
        ...row,
        quarter: index % 30 === 0 ? ('north' as const) : index % 2 === 0 ? ('east' as const) : ('south' as const),
      })),
    )
    const { folds } = await crossValidate(
      defineModel({ ...quarter, features, target: multiclass('quarter'), trainer: dummy(), monitored: [] }),
      rare,
      {
        ...options,
        folds: 5,
      },
    )
    expect(folds.every(({ labels }) => labels.join() === 'north,east,south')).toBe(true)
  })
})

describe('a number', () => {
  test('evaluate gives metrics, intervals and evidence', async () => {
    const model = await train(price, houses, options)
    const weights = Float64Array.from({ length: 150 }, (_, row) => 1 + (row % 3))
    const { metrics, intervals, evidence } = evaluate(model, houses, {
      rounds: 100,
      intervals: ['mae', 'pinballLoss'],
      quantile: 0.9,
      weights,
    })
    const { actual, predicted, weight } = evidence
    expect(evidence.kind).toBe('regression')
    expect(metrics).toEqual(regressionMetrics({ actual, predicted, weight: weight! }, { quantile: 0.9 }))
    expect(Object.keys(intervals)).toEqual(['mae', 'pinballLoss'])
    expect(intervals.pinballLoss!.estimate).toBe(metrics.pinballLoss)
  })

  test('crossValidate returns predictions out of fold, better than the mean', async () => {
    const { summary, outOfFold } = await crossValidate(price, houses, options)
    const baseline = await crossValidate(
      defineModel({ name: 'price', features, target: regression('price'), trainer: dummy() }),
      houses,
      options,
    )
    expect(summary.rmse.mean).toBeLessThan(baseline.summary.rmse.mean / 2)
    expect(baseline.summary.r2.mean).toBeLessThan(0.05)
    expect(outOfFold.actual).toEqual(Float64Array.from(houses.rows(), (row) => row.price))
    expect(regressionMetrics(outOfFold).r2).toBeGreaterThan(0.8)
    expect(summary.poissonDeviance).toMatchObject({ mean: expect.any(Number) })
  })

  test('a metric that is not known in a fold has no summary', async () => {
    const shifted = fromRows(
      House,
      [...houses.rows()].map((row) => ({ ...row, price: row.price - 300 })),
    )
    expect((await crossValidate(price, shifted, options)).summary.poissonDeviance).toBeNull()
  })
})

describe('ways to divide rows', () => {
  test('a group stays together', async () => {
    const owners = Array.from(houses.rows(), ({ owner }) => owner)
    const { folds, outOfFold } = await crossValidate(price, houses, { ...options, group: 'owner', folds: 4 })
    expect(outOfFold.row).toHaveLength(150)
    expect(folds.reduce((sum, { rows }) => sum + rows, 0)).toBe(150)
    const perOwner = new Set(owners).size
    expect(perOwner).toBe(40)
    for (const { rows } of folds) expect(rows).toBeGreaterThan(30)
  })

  test('time goes forward: no row is predicted by later ones, and the first fold is learnt from alone', async () => {
    const { folds, outOfFold } = await crossValidate(price, houses, { ...options, time: 'sold', folds: 5 })
    expect(folds).toHaveLength(4)
    const days = Array.from(houses.rows(), ({ sold }) => sold)
    const tested = Array.from(outOfFold.row, (row) => days[row]!)
    const [firstTested = ''] = tested.toSorted()
    expect(days.filter((day) => day < firstTested)).toHaveLength(150 - outOfFold.row.length)
    const all = await crossValidate(price, houses, { ...options, time: 'sold', folds: 5, forward: false })
    expect(all.folds).toHaveLength(5)
  })

  test('one way alone is taken', async () => {
    await expect(crossValidate(price, houses, { ...options, time: 'sold', group: 'owner' })).rejects.toThrow(RangeError)
  })
})
