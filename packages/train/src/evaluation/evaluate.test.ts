import { defineFeatures, fromRows, mul, rowDigests } from '@millrace/core'
import { binaryMetrics } from '@millrace/core/metrics'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Loan, loans, repaymentModel, trained } from '../../test/support/loans.ts'
import { withThreshold } from '../calibration/choose-threshold.ts'
import { defineModel } from '../model/define-model.ts'
import { binary } from '../model/target.ts'
import { logisticRegression } from '../trainers/linear/logistic/logistic-regression.ts'
import { evaluate } from './evaluate.ts'

const held = loans(150, 2)
const label = Array.from(held.rows(), ({ repaid }) => Number(repaid === 'yes'))
const scores = async () => Array.from((await repaymentModel).predict(held).rows(), ({ probability }) => probability!)

describe('evaluate', () => {
  test('gives the metrics of the probabilities, and the rows behind them', async () => {
    const { metrics, evidence } = evaluate(await repaymentModel, held)
    const score = await scores()
    expect(metrics).toEqual(binaryMetrics({ label, score }))
    expect(evidence).toEqual({ row: rowDigests(held), label, score })
  })

  test('counts labels at the model’s threshold', async () => {
    const model = withThreshold(await repaymentModel, 0.8)
    const { metrics } = evaluate(model, held, { rounds: 0 })
    expect(metrics).toEqual(binaryMetrics({ label, score: await scores() }, { threshold: 0.8 }))
    const positives = [...model.predict(held).rows()].filter((prediction) => prediction.label === 'yes').length
    expect(metrics.confusion.truePositive + metrics.confusion.falsePositive).toBe(positives)
  })

  test('intervals hold the metric, depend on the seed alone, and can be chosen or left out', async () => {
    const model = await repaymentModel
    const { metrics, intervals } = evaluate(model, held, { rounds: 200, seed: 1 })
    expect(Object.keys(intervals)).toEqual(['auc', 'logLoss', 'brier', 'accuracy'])
    expect(intervals.auc!.lower).toBeLessThan(metrics.auc)
    expect(intervals.auc!.upper).toBeGreaterThan(metrics.auc)
    expect(evaluate(model, held, { rounds: 200, seed: 1 }).intervals).toEqual(intervals)
    expect(evaluate(model, held, { rounds: 200, seed: 2 }).intervals).not.toEqual(intervals)
    expect(Object.keys(evaluate(model, held, { rounds: 50, intervals: ['ks'] }).intervals)).toEqual(['ks'])
    expect(evaluate(model, held, { rounds: 0 }).intervals).toEqual({})
  })

  test('is the same twice, frozen, and survives JSON', async () => {
    const evaluation = evaluate(await repaymentModel, held, { rounds: 20 })
    expect(evaluate(await repaymentModel, held, { rounds: 20 })).toEqual(evaluation)
    expect(JSON.parse(JSON.stringify(evaluation))).toEqual(evaluation)
    expect([evaluation, evaluation.metrics, evaluation.evidence, evaluation.evidence.score].every(Object.isFrozen)).toBe(true)
  })

  test('weighs rows, and keeps the weights as evidence', async () => {
    const weights = Float64Array.from(held.rows(), (_, row) => 1 + (row % 3))
    const { metrics, evidence } = evaluate(await repaymentModel, held, { rounds: 0, weights })
    expect(metrics).toEqual(binaryMetrics({ label, score: await scores(), weight: weights }))
    expect(evidence.weight).toEqual(Array.from(weights))
  })

  test('refuses rows without a label, with an unknown one, of one class, and weights of another length', async () => {
    const model = await repaymentModel
    const rows = [...held.rows()]
    const Nullable = Loan.extend({ repaid: z.string().nullable() })
    const withLabel = (repaid: string | null) => fromRows(Nullable, [...rows, { ...rows[0]!, repaid }])
    expect(() => evaluate(model, withLabel(null))).toThrow(expect.objectContaining({ code: 'E_TARGET_NULL' }))
    expect(() => evaluate(model, withLabel('yes.'))).toThrow(expect.objectContaining({ code: 'E_TARGET_UNKNOWN_LABEL' }))
    expect(() =>
      evaluate(
        model,
        held.filter(({ repaid }) => repaid === 'no'),
      ),
    ).toThrow(expect.objectContaining({ code: 'E_METRIC_ONE_CLASS' }))
    expect(() => evaluate(model, held, { weights: new Float64Array(2) })).toThrow(expect.objectContaining({ code: 'E_WEIGHTS_INVALID' }))
  })

  test('refuses a row that has no score rather than leave it out', async () => {
    const Row = z.object({ x: z.number(), good: z.boolean() })
    const rows = Array.from({ length: 10 }, (_, row) => ({ x: row, good: row % 3 === 0 }))
    const features = defineFeatures(Row, ({ x }) => ({ tenfold: mul(x, 10) }))
    const spec = defineModel({ name: 'overflow', features, target: binary('good', { positive: true }), trainer: logisticRegression() })
    const model = await trained(spec, fromRows(Row, rows))
    const overflowing = fromRows(Row, [...rows, { x: 1e308, good: true }])
    expect(() => evaluate(model, overflowing)).toThrow(
      expect.objectContaining({ code: 'E_SCORE_NULL', message: expect.stringContaining('overflow: row 10'), details: { row: 10 } }),
    )
  })
})
