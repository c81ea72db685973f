import { defineFeatures, extendGraph, fromRows, type Model, seededRandom, type Trainer } from '@millrace/core'
import { logLoss } from '@millrace/core/metrics'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Loan, loans, repayment, repaymentModel, trained } from '../../test/support/loans.ts'
import { reload, roundTrip } from '../../test/support/round-trip.ts'
import { crossValidate } from '../evaluation/cross-validate.ts'
import { defineModel } from '../model/define-model.ts'
import { multiclass } from '../model/target.ts'
import { train } from '../model/train.ts'
import { mlRandomForest } from '../trainers/ml-random-forest/ml-random-forest.ts'
import { applyPolicy } from './apply-policy.ts'
import { calibrate } from './calibrate.ts'
import { chooseThreshold } from './choose-threshold.ts'
import { probabilityOf } from './probability-of.ts'

const table = loans(200, 3)
const row = { income: 3500, amount: 80, area: 'Urban', gender: null } as const
const learnedBy = (model: Model<never, unknown>) => model.definition.learned.filter(({ feature }) => feature === 'probability')

/** Scores whose label follows `slope * score + intercept` rather than the score itself. */
function distorted(slope: number, intercept: number, rows = 20_000) {
  const random = seededRandom(11)
  const score = Float64Array.from({ length: rows }, () => 2 * random.normal())
  return { score, label: score.map((value) => Number(random.next() < 1 / (1 + Math.exp(-(slope * value + intercept))))) }
}

describe('calibrate', () => {
  test('finds a known distortion, and undoes it', async () => {
    const model = await roundTrip(calibrate(await repaymentModel, distorted(0.4, -1), { method: 'sigmoid' }))
    const { a, b } = learnedBy(model)[0]!.state as { a: number; b: number }
    expect(Math.abs(a + 0.4)).toBeLessThan(0.02)
    expect(Math.abs(b - 1)).toBeLessThan(0.05)
    const { score, probability } = model.predict(row)
    expect(score).toBe((await repaymentModel).predict(row).score)
    expect(probability).toBeCloseTo(1 / (1 + Math.exp(a * score + b)), 14)
  })

  test('lowers the log loss on rows that are distorted alike', async () => {
    const model = calibrate(await repaymentModel, distorted(3, 1), { method: 'sigmoid' })
    const { label, score } = distorted(3, 1, 500)
    const { a, b } = learnedBy(model)[0]!.state as { a: number; b: number }
    const before = logLoss({ label, score: score.map((value) => 1 / (1 + Math.exp(-value))) })
    expect(logLoss({ label, score: score.map((value) => 1 / (1 + Math.exp(a * value + b))) })).toBeLessThan(before)
  })

  test('the label follows the new probability at the threshold', async () => {
    const rare = calibrate(await repaymentModel, distorted(1, -8))
    expect(Array.from(rare.predict(table).rows(), ({ label }) => label)).toEqual(new Array(200).fill('no'))
  })

  test('takes a table, or its rows already scored: the calibration is the same', async () => {
    const model = await repaymentModel
    const score = Float64Array.from(model.predict(table).rows(), (prediction) => prediction.score!)
    const label = Float64Array.from(table.rows(), ({ repaid }) => Number(repaid === 'yes'))
    expect(calibrate(model, { label, score }).definition).toEqual(calibrate(model, table).definition)
  })

  test('weights count as repetitions', async () => {
    const model = await repaymentModel
    const { label, score } = distorted(1, 0, 60)
    const twice = (values: Float64Array) => Float64Array.from([...values, ...values.slice(0, 30)])
    const weight = label.map((_, i) => (i < 30 ? 2 : 1))
    const weighted = learnedBy(calibrate(model, { label, score, weight }))[0]!.state as { a: number }
    expect(weighted.a).toBeCloseTo(
      (learnedBy(calibrate(model, { label: twice(label), score: twice(score) }))[0]!.state as { a: number }).a,
      10,
    )
  })

  test('rows out of fold serve calibration and then the threshold', async () => {
    const { outOfFold } = await crossValidate(repayment(), loans(300), { seed: 7 })
    const calibrated = calibrate(await repaymentModel, outOfFold)
    const { threshold, model } = chooseThreshold(calibrated, outOfFold, { costs: { falsePositive: 3, falseNegative: 1 } })
    expect(Math.abs(threshold - 0.75)).toBeLessThan(0.2)
    for (const { probability, label } of model.predict(table).rows()) expect(label).toBe(probability! >= threshold ? 'yes' : 'no')
  })

  test('calibrates probabilities of a forest, whose score they are', async () => {
    const forest = await trained(repayment(mlRandomForest({ trees: 3 })), loans(100))
    const { score, probability } = calibrate(forest, table).predict(row)
    expect(score).toBe(forest.predict(row).probability)
    expect(probability).not.toBe(score)
  })

  test.each(['isotonic', 'temperature'] as const)(
    '%s lowers the log loss of what is distorted, never falls, and is stored',
    async (method) => {
      const model = calibrate(await repaymentModel, distorted(0.3, 0), { method })
      const { label, score } = distorted(0.3, 0, 2000)
      const before = logLoss({ label, score: score.map((value) => 1 / (1 + Math.exp(-value))) })
      const probability = probabilityOf(model.definition, score)
      expect(logLoss({ label, score: probability })).toBeLessThan(before - 0.05)
      const rising = probabilityOf(model.definition, Float64Array.from(score).sort())
      expect(rising.every((value, i) => value >= 0 && value <= 1 && (i === 0 || value >= rising[i - 1]!))).toBe(true)
      expect([...(await reload(model)).predict(table).rows()]).toEqual([...model.predict(table).rows()])
    },
  )

  test('takes isotonic from 1,000 rows on where 100 have the rarer label, else sigmoid', async () => {
    const model = await repaymentModel
    const methodOf = (rows: number, rarer: number) => {
      const label = Float64Array.from({ length: rows }, (_, row) => Number(row < rarer))
      return learnedBy(calibrate(model, { label, score: label.map((_, row) => row % 17) }))[0]!.kind
    }
    expect([methodOf(1000, 100), methodOf(999, 400), methodOf(1000, 99), methodOf(1000, 901)]).toEqual([
      'calibration-isotonic',
      'calibration-sigmoid',
      'calibration-sigmoid',
      'calibration-sigmoid',
    ])
  })

  test('scores that tell nothing get one probability, and a row without a score has none', async () => {
    const score = Float64Array.of(1, 2, 3, 4)
    const { definition } = calibrate(await repaymentModel, { label: Float64Array.of(1, 1, 0, 0), score }, { method: 'isotonic' })
    expect([...probabilityOf(definition, Float64Array.of(-9, 2.5, 9, Number.NaN))]).toEqual([0.5, 0.5, 0.5, Number.NaN])
  })

  test('a temperature divides the log-odds of a score that is a probability, again after another calibration', async () => {
    const forest = await trained(repayment(mlRandomForest({ trees: 5 })), table)
    const score = Float64Array.from({ length: 400 }, (_, row) => (1 + (row % 9)) / 10)
    const label = score.map((value, row) => Number((row * 7) % 10 < 10 * (0.5 + (value - 0.5) / 2)))
    const once = calibrate(forest, { label, score }, { method: 'temperature' })
    const { temperature } = learnedBy(once)[0]!.state as { temperature: number }
    expect(temperature).toBeGreaterThan(1.5)
    const [high, certain] = probabilityOf(once.definition, Float64Array.of(0.9, 1))
    expect(high).toBeCloseTo(1 / (1 + (1 / 9) ** (1 / temperature)), 12)
    expect(certain).toBeGreaterThan(high!)
    expect(certain).toBeLessThan(1)
    const again = calibrate(calibrate(forest, { label, score }, { method: 'sigmoid' }), { label, score }, { method: 'temperature' })
    expect(learnedBy(again)[0]!.state).toEqual({ temperature })
  })

  test('a second calibration replaces the first', async () => {
    const once = calibrate(await repaymentModel, distorted(0.4, -1))
    const again = calibrate(once, distorted(2, 1))
    expect(again.predict(row)).toEqual(calibrate(await repaymentModel, distorted(2, 1)).predict(row))
    expect(learnedBy(again)).toHaveLength(1)
  })

  test('what is saved and loaded gives the same, explains itself, and keeps the golden rows', async () => {
    const model = calibrate(await repaymentModel, table)
    const loaded = await reload(model)
    expect([...loaded.predict(table).rows()]).toEqual([...model.predict(table).rows()])
    expect(loaded.explain(row)).toEqual({ ...(await repaymentModel).explain(row), prediction: model.predict(row) })
    expect(model.definition.golden.map((golden) => golden.row)).toEqual(
      (await repaymentModel).definition.golden.map((golden) => golden.row),
    )
    expect(loaded.definition.learned).toEqual(model.definition.learned)
  })

  test('refuses rows that say nothing, and a model whose policy would go stale', async () => {
    const model = await repaymentModel
    expect(() =>
      calibrate(
        model,
        table.filter(({ repaid }) => repaid === 'no'),
      ),
    ).toThrow(expect.objectContaining({ code: 'E_METRIC_ONE_CLASS' }))
    const unlabelled = fromRows(Loan.extend({ repaid: z.string().nullable() }), [{ ...table.row(0), repaid: null }])
    expect(() => calibrate(model, unlabelled)).toThrow(expect.objectContaining({ code: 'E_TARGET_NULL' }))
    expect(() => calibrate(model, { label: Float64Array.of(0, 1), score: Float64Array.of(1) })).toThrow(
      expect.objectContaining({ code: 'E_METRIC_LENGTH' }),
    )
    const decided = applyPolicy(model, () => ({ rules: [], otherwise: { decision: 'refer', reason: 'always' } }))
    expect(() => calibrate(decided, table)).toThrow(expect.objectContaining({ code: 'E_MODEL_HAS_POLICY' }))
  })

  test('refuses scored rows where the probability rests on more than the score', async () => {
    const { definition, ...model } = await repaymentModel
    const graph = extendGraph(definition.graph, ({ output }) => ({ probability: output('feature:income') }))
    const odd = { ...model, definition: { ...definition, graph } }
    expect(() => chooseThreshold(odd, distorted(1, 0, 10), { costs: { falsePositive: 1, falseNegative: 1 } })).toThrow(
      expect.objectContaining({ code: 'E_PROBABILITY_NOT_OF_SCORE' }),
    )
  })
})

describe('calibrate, several classes', () => {
  const Row = z.object({ x: z.number(), kind: z.enum(['a', 'b', 'c']) })
  const random = seededRandom(3)
  const rows = Array.from({ length: 900 }, () => {
    const x = 3 * random.normal()
    const shares = [1, Math.exp(x / 3), Math.exp(-x / 3)]
    const drawn = random.next() * shares.reduce((sum, share) => sum + share, 0)
    return { x, kind: drawn < shares[0]! ? ('a' as const) : drawn < shares[0]! + shares[1]! ? ('b' as const) : ('c' as const) }
  })
  const given = fromRows(Row, rows)
  /** Says thrice the logits that are true, or the probabilities that they make. */
  const boastful = (scale: 'log-odds' | 'probability'): Trainer<false, 'multiclass'> => ({
    specVersion: 1,
    name: 'boastful',
    params: {},
    acceptsNull: false,
    tasks: ['multiclass'],
    fit: async () => ({
      operations: [0, 1, -1].map((weight) => ({
        op: 'linear',
        weights: Float64Array.of(scale === 'log-odds' ? weight : weight / 40),
        intercept: scale === 'log-odds' ? 0 : 0.34,
        means: Float64Array.of(0),
      })),
      scale,
      diagnostics: {},
      warnings: [],
    }),
  })
  const features = defineFeatures(Row, ({ x }) => ({ x }))
  const modelOf = (scale: 'log-odds' | 'probability') =>
    train(
      defineModel({ name: 'kinds', features, target: multiclass('kind', { classes: ['a', 'b', 'c'] }), trainer: boastful(scale) }),
      given,
      { seed: 7 },
    )

  test('finds the temperature, keeps the likeliest class and the scores, and is stored', async () => {
    const model = await modelOf('log-odds')
    const calibrated = calibrate(model, given)
    const { temperature } = calibrated.definition.learned.at(-1)!.state as { readonly temperature: number }
    expect(Math.abs(temperature - 3)).toBeLessThan(0.5)
    const [before, after] = [model.predict({ x: 2 }), calibrated.predict({ x: 2 })]
    expect(after.label).toBe(before.label)
    expect(after.probability).toBeLessThan(before.probability)
    expect(after.probabilities.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 14)
    const total = 1 + Math.exp(2 / temperature) + Math.exp(-2 / temperature)
    expect(after.probabilities[1]!.probability).toBeCloseTo(Math.exp(2 / temperature) / total, 14)
    expect(calibrated.predict(given).column('score:1')).toEqual(model.predict(given).column('score:1'))
    const again = calibrate(calibrated, given)
    expect(again.predict({ x: 2 })).toEqual(after)
    expect(again.definition.learned).toHaveLength(1)
  })

  test('takes scored rows as it takes the table, and probabilities by their logarithm', async () => {
    const model = await modelOf('log-odds')
    const label = Float64Array.from(rows, ({ kind }) => 'abc'.indexOf(kind))
    const scores = [0, 1, -1].map((weight) => Float64Array.from(rows, ({ x }) => weight * x))
    expect(calibrate(model, { label, scores }).definition).toEqual(calibrate(model, given).definition)
    const flat = calibrate(await modelOf('probability'), given)
    const { temperature } = flat.definition.learned.at(-1)!.state as { readonly temperature: number }
    const shares = [0.34, 0.34 + 2 / 40, 0.34 - 2 / 40].map((share) => share ** (1 / temperature))
    const total = shares.reduce((sum, share) => sum + share, 0)
    expect(flat.predict({ x: 2 }).probabilities.map(({ probability }) => probability)).toEqual(
      shares.map((share) => expect.closeTo(share / total, 12)),
    )
  })

  test('refuses other methods, and scored rows that are not well-formed', async () => {
    const model = await modelOf('log-odds')
    expect(() => calibrate(model, given, { method: 'sigmoid' as never })).toThrow(RangeError)
    const column = Float64Array.of(0, 1)
    const calibrateBy = (label: Float64Array, scores: Float64Array[], weight?: Float64Array) => () =>
      calibrate(model, { label, scores, ...(weight && { weight }) })
    expect(calibrateBy(column, [column, column])).toThrow(expect.objectContaining({ code: 'E_METRIC_LENGTH' }))
    expect(calibrateBy(column, [column, column, Float64Array.of(1)])).toThrow(expect.objectContaining({ code: 'E_METRIC_LENGTH' }))
    expect(calibrateBy(Float64Array.of(0, 3), [column, column, column])).toThrow(expect.objectContaining({ code: 'E_METRIC_LABEL' }))
    expect(calibrateBy(column, [column, column, Float64Array.of(1, Number.NaN)])).toThrow(
      expect.objectContaining({ code: 'E_METRIC_SCORE' }),
    )
    expect(calibrateBy(column, [column, column, column], Float64Array.of(1, -1))).toThrow(
      expect.objectContaining({ code: 'E_METRIC_WEIGHT' }),
    )
    expect(calibrateBy(new Float64Array(), [column, column, column])).toThrow(expect.objectContaining({ code: 'E_METRIC_EMPTY' }))
  })
})
