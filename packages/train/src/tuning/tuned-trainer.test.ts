import { defineFeatures, fromRows, seededRandom, type Trainer, type TrainingData } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { crossValidate } from '../evaluation/cross-validate.ts'
import { defineModel, type ModelSpec } from '../model/define-model.ts'
import { binary } from '../model/target.ts'
import { train } from '../model/train.ts'
import { testTrainer } from '../testing/test-trainer.ts'
import { logisticRegression } from '../trainers/linear/logistic/logistic-regression.ts'
import { halving } from './search/halving.ts'
import { randomSearch } from './search/random-search.ts'
import { tpe } from './search/tpe.ts'
import { choice, integer, logUniform } from './search-space.ts'
import { tune } from './tune.ts'
import { tunedTrainer } from './tuned-trainer.ts'

const byPenalty = tunedTrainer(({ l2 }) => logisticRegression({ l2 }), {
  space: { l2: logUniform(1e-3, 1e3) },
  search: randomSearch({ trials: 4 }),
  folds: 3,
})

testTrainer({ describe, test }, byPenalty)

const count = 24
const names = Array.from({ length: count }, (_, index) => `x${index}`)
const Noise = z.object({ good: z.boolean(), ...Object.fromEntries(names.map((name) => [name, z.number()])) })

/** Rows whose label has nothing to do with any column. */
function noise(rows: number, seed: number) {
  const random = seededRandom(seed)
  const drawn = Array.from({ length: rows }, (_, row) => ({
    good: row % 2 === 0,
    ...Object.fromEntries(names.map((name) => [name, random.normal()])),
  }))
  return fromRows(Noise, drawn)
}

/** Scores by one column alone: of many such params some fit any rows by luck. */
const oneColumn = (column: number, sign: number): Trainer<false, 'binary'> => ({
  specVersion: 1,
  name: 'one-column',
  params: { column, sign },
  acceptsNull: false,
  tasks: ['binary'],
  fit: async () => ({
    operations: [{ op: 'linear', weights: Float64Array.of(sign), intercept: 0, means: Float64Array.of(0) }],
    features: [column],
    scale: 'log-odds',
    diagnostics: {},
    warnings: [],
  }),
})
const space = { column: integer(0, count - 1), sign: choice(1, -1) }
const features = defineFeatures(Noise, (row) => Object.fromEntries(names.map((name) => [name, row[name as keyof typeof row]])) as never)
const specOf = (trainer: Trainer<false, 'binary'>) =>
  defineModel({ name: 'noise', features, target: binary('good', { positive: true }), trainer } as never) as unknown as ModelSpec<
    never,
    boolean
  >

describe('tunedTrainer', () => {
  test('nested cross-validation finds nothing in noise, where the best trial of many pretends to', async () => {
    const nested: number[] = []
    const best: number[] = []
    for (const seed of [1, 2, 3, 4, 5]) {
      const options = { space, search: randomSearch({ trials: 40 }), folds: 4, metric: 'auc' } as const
      const table = noise(80, seed) as never
      const tuned = await tune(({ column, sign }) => specOf(oneColumn(column, sign)), table, { ...options, seed })
      best.push(tuned.best.mean)
      const spec = specOf(tunedTrainer(({ column, sign }) => oneColumn(column, sign), options))
      nested.push((await crossValidate(spec, table, { folds: 4, seed })).summary.auc.mean)
    }
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    expect(mean(best)).toBeGreaterThan(0.6)
    expect(Math.abs(mean(nested) - 0.5)).toBeLessThan(0.06)
  })

  test('fits the best params to all rows, and says what it found', async () => {
    const random = seededRandom(5)
    const Row = z.object({ x: z.number(), good: z.boolean() })
    const rows = Array.from({ length: 120 }, () => {
      const x = random.normal()
      return { x, good: random.next() < 1 / (1 + Math.exp(-x)) }
    })
    const table = fromRows(Row, rows)
    const target = binary('good', { positive: true })
    const plain = defineFeatures(Row, ({ x }) => ({ x }))
    const model = await train(defineModel({ name: 'tuned', features: plain, target, trainer: byPenalty }), table, { seed: 7 })
    const { tuning } = model.definition.estimator.diagnostics as {
      readonly tuning: { readonly params: { readonly l2: number }; readonly trials: number }
    }
    expect(tuning.trials).toBe(4)
    const untuned = await train(defineModel({ name: 'x', features: plain, target, trainer: logisticRegression(tuning.params) }), table, {
      seed: 7,
    })
    expect(model.predict({ x: 1 })).toEqual(untuned.predict({ x: 1 }))
    expect(model.definition.estimator.kind).toBe('tuned-logistic-regression')
    expect(JSON.parse(JSON.stringify(byPenalty.params)).tuning.search).toEqual({ name: 'random' })
  })

  test('gives the same in threads, by TPE and by halving', async () => {
    const random = seededRandom(2)
    const data: TrainingData = {
      names: ['x', 'y'],
      features: [0, 1].map(() => Float64Array.from({ length: 90 }, () => random.normal())),
      target: Float64Array.from({ length: 90 }, (_, row) => Number(row % 3 === 0)),
    }
    for (const search of [tpe({ trials: 8, startup: 4 }), halving({ candidates: 6 })]) {
      const made = (threads: number) =>
        tunedTrainer(({ l2 }) => logisticRegression({ l2 }), {
          space: { l2: logUniform(1e-3, 1e3) },
          search,
          threads,
          folds: 3,
          metric: 'auc',
        })
      expect(await made(2).fit(data, { seed: 7 })).toEqual(await made(1).fit(data, { seed: 7 }))
    }
  })

  test.each([1, 0, 2.5])('refuses %d folds', (folds) => {
    expect(() => tunedTrainer(() => logisticRegression(), { space: {}, folds })).toThrow(RangeError)
  })
})
