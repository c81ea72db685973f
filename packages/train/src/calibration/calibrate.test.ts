import { extendGraph, fromRows, type Model, seededRandom } from '@millrace/core'
import { logLoss } from '@millrace/core/metrics'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Loan, loans, repayment, repaymentModel, trained } from '../../test/support/loans.ts'
import { reload, roundTrip } from '../../test/support/round-trip.ts'
import { crossValidate } from '../evaluation/cross-validate.ts'
import { mlRandomForest } from '../trainers/ml-random-forest/ml-random-forest.ts'
import { applyPolicy } from './apply-policy.ts'
import { calibrate } from './calibrate.ts'
import { chooseThreshold } from './choose-threshold.ts'

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
    const model = await roundTrip(calibrate(await repaymentModel, distorted(0.4, -1)))
    const { a, b } = learnedBy(model)[0]!.state as { a: number; b: number }
    expect(Math.abs(a + 0.4)).toBeLessThan(0.02)
    expect(Math.abs(b - 1)).toBeLessThan(0.05)
    const { score, probability } = model.predict(row)
    expect(score).toBe((await repaymentModel).predict(row).score)
    expect(probability).toBeCloseTo(1 / (1 + Math.exp(a * score + b)), 14)
  })

  test('lowers the log loss on rows that are distorted alike', async () => {
    const model = calibrate(await repaymentModel, distorted(3, 1))
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
    const { threshold, model } = chooseThreshold(calibrated, outOfFold, { falsePositive: 3, falseNegative: 1 })
    expect(Math.abs(threshold - 0.75)).toBeLessThan(0.2)
    for (const { probability, label } of model.predict(table).rows()) expect(label).toBe(probability! >= threshold ? 'yes' : 'no')
  })

  test('calibrates probabilities of a forest, whose score they are', async () => {
    const forest = await trained(repayment(mlRandomForest({ trees: 3 })), loans(100))
    const { score, probability } = calibrate(forest, table).predict(row)
    expect(score).toBe(forest.predict(row).probability)
    expect(probability).not.toBe(score)
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
    expect(() => chooseThreshold(odd, distorted(1, 0, 10), { falsePositive: 1, falseNegative: 1 })).toThrow(
      expect.objectContaining({ code: 'E_PROBABILITY_NOT_OF_SCORE' }),
    )
  })
})
