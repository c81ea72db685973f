import { defineFeatures, fromRows, type ProgressEvent, seededRandom } from '@millrace/core'
import { auc, binaryMetrics } from '@millrace/core/metrics'
import { folds, kFold, targetEncode } from '@millrace/data'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { loans, repayment } from '../../test/support/loans.ts'
import { defineModel } from '../model/define-model.ts'
import { binary } from '../model/target.ts'
import { train } from '../model/train.ts'
import { dummy } from '../trainers/dummy.ts'
import { logisticRegression } from '../trainers/linear/logistic/logistic-regression.ts'
import { crossValidate } from './cross-validate.ts'
import { evaluate } from './evaluate.ts'

const table = loans(200)
const label = Float64Array.from(table.rows(), ({ repaid }) => Number(repaid === 'yes'))
const options = { seed: 7 }

describe('crossValidate', () => {
  test('scores each row once, by a model that did not see it', async () => {
    const folded = kFold(table, { folds: 4, seed: 3, stratify: 'repaid' })
    const { outOfFold } = await crossValidate(repayment(), folded, { ...options, column: 'fold' })
    expect(outOfFold.row).toEqual(Int32Array.from(label.keys()))
    expect(outOfFold.label).toEqual(label)
    for (const { train: fitting, test: tested, testRows } of folds(folded)) {
      const model = await train(repayment(), fitting, options)
      const expected = [...model.predict(tested).rows()]
      for (const [i, row] of testRows.entries()) {
        expect(outOfFold.score[row]).toBe(expected[i]!.score)
        expect(outOfFold.probability[row]).toBe(expected[i]!.probability)
      }
    }
  })

  test('summarises the metrics of the folds by mean and sample deviation', async () => {
    const { folds: measured, summary } = await crossValidate(repayment(), table, options)
    expect(measured).toHaveLength(5)
    expect(measured.reduce((sum, { rows }) => sum + rows, 0)).toBe(200)
    const values = measured.map((one) => one.logLoss)
    const mean = values.reduce((sum, value) => sum + value, 0) / 5
    expect(summary.logLoss.mean).toBeCloseTo(mean, 14)
    expect(summary.logLoss.deviation).toBeCloseTo(Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4), 14)
  })

  test('folds are stratified: each has its share of the positive label', async () => {
    const { folds: measured } = await crossValidate(repayment(), table, { ...options, folds: 10 })
    const positives = measured.map(({ confusion }) => confusion.truePositive + confusion.falseNegative)
    expect(Math.max(...positives) - Math.min(...positives)).toBeLessThanOrEqual(1)
  })

  test('the same seed gives the same figures, another one others', async () => {
    const one = await crossValidate(repayment(), table, options)
    expect(await crossValidate(repayment(), table, options)).toEqual(one)
    expect((await crossValidate(repayment(), table, { seed: 8 })).summary).not.toEqual(one.summary)
  })

  test('goes forward in time where asked: the first fold is learnt from alone', async () => {
    const folded = kFold(table, { folds: 4, time: 'income' })
    const { outOfFold, folds: measured } = await crossValidate(repayment(), folded, { ...options, column: 'fold', forward: true })
    expect(measured).toHaveLength(3)
    const first = new Set([...folded.rows()].flatMap(({ fold }, row) => (fold === 0 ? [row] : [])))
    expect(Array.from(outOfFold.row)).toEqual(Array.from(label.keys()).filter((row) => !first.has(row)))
    expect(outOfFold.label).toEqual(Float64Array.from(outOfFold.row, (row) => label[row]!))
  })

  test('weighs rows in training and in metrics, and hands the weights on', async () => {
    const weights = label.map((value) => 1 + 2 * value)
    const { folds: measured, outOfFold } = await crossValidate(repayment(dummy()), table, { ...options, weights })
    expect(outOfFold.weight).toEqual(weights)
    const share = (outOfFold.label.filter((value) => value === 1).length * 3) / weights.reduce((sum, value) => sum + value, 0)
    for (const probability of outOfFold.probability) expect(probability).toBeCloseTo(share, 1)
    expect(measured[0]!.confusion.truePositive % 3).toBe(0)
    await expect(crossValidate(repayment(), table, { ...options, weights: new Float64Array(3) })).rejects.toMatchObject({
      code: 'E_WEIGHTS_INVALID',
    })
  })

  test('a key of pure noise looks like noise, although its encoding reads the target', async () => {
    const Row = z.object({ key: z.string(), good: z.boolean() })
    const features = defineFeatures(Row, ({ key }) => ({ key: key.pipe(targetEncode()) }))
    const spec = defineModel({ name: 'noise', features, target: binary('good', { positive: true }), trainer: logisticRegression() })
    const areas = await Promise.all(
      [1, 2, 3, 4].map(async (seed) => {
        const random = seededRandom(seed)
        const rows = fromRows(
          Row,
          Array.from({ length: 1000 }, () => ({ key: `k${random.integer(150)}`, good: random.integer(2) === 0 })),
        )
        const seen = evaluate(await train(spec, rows, options), rows, { rounds: 0 }).metrics.auc
        return { seen, unseen: auc((await crossValidate(spec, rows, options)).outOfFold) }
      }),
    )
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    expect(Math.abs(mean(areas.map(({ unseen }) => unseen)) - 0.5)).toBeLessThan(0.03)
    expect(mean(areas.map(({ seen }) => Math.abs(seen - 0.5)))).toBeGreaterThan(0.1)
  })

  test('reports folds', async () => {
    const events: ProgressEvent[] = []
    await crossValidate(repayment(dummy()), table, { ...options, folds: 3, progress: (event) => events.push(event) })
    expect(events.map(({ done, total, unit }) => [done, total, unit])).toEqual([0, 1, 2, 3].map((done) => [done, 3, 'folds']))
  })

  test('stops when it is aborted', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const validating = crossValidate(repayment(), table, {
      ...options,
      signal: controller.signal,
      progress: ({ done }) => done === 2 && controller.abort(reason),
    })
    await expect(validating).rejects.toBe(reason)
  })

  test('the metrics of all rows out of fold can be taken as well', async () => {
    const { outOfFold } = await crossValidate(repayment(), table, options)
    const { row, ...scored } = outOfFold
    expect(binaryMetrics({ label: scored.label, score: scored.probability }).rows).toBe(row.length)
  })

  test('refuses more folds than rows, a class that a fold lacks, and a column that holds no folds', async () => {
    await expect(crossValidate(repayment(), table, { ...options, folds: 201 })).rejects.toMatchObject({ code: 'E_SPLIT_EMPTY' })
    const rare = table.filter(({ repaid }, row) => repaid === 'no' || row < 6)
    await expect(crossValidate(repayment(), rare, { ...options, folds: 20 })).rejects.toMatchObject({ code: 'E_METRIC_ONE_CLASS' })
    await expect(crossValidate(repayment(), table, { ...options, column: 'income' })).rejects.toMatchObject({ code: 'E_FOLD_INVALID' })
    await expect(crossValidate(repayment(), table, { ...options, column: 'folds' })).rejects.toMatchObject({ code: 'E_COLUMN_UNKNOWN' })
  })
})
