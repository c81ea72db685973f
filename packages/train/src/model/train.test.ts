import {
  defineFeatures,
  digestTable,
  fromRows,
  type Model,
  mul,
  type RunEntries,
  specDigest,
  type Table,
  type Trainer,
} from '@millrace/core'
import { targetEncode } from '@millrace/data'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Loan, loans, repayment, repaymentModel, trained } from '../../test/support/loans.ts'
import { reload } from '../../test/support/round-trip.ts'
import { dummy } from '../trainers/dummy.ts'
import { logisticRegression } from '../trainers/linear/logistic/logistic-regression.ts'
import { defineModel } from './define-model.ts'
import { binary } from './target.ts'
import { train } from './train.ts'

const table = loans(300)
const options = { seed: 7 }

describe('train', () => {
  test('gives a model that scores rows, lists of rows and tables alike', async () => {
    const model = await repaymentModel
    const rows = [...table.slice(0, 20).rows()]
    const predictions = model.predict(rows)
    expect(rows.map((row) => model.predict(row))).toEqual(predictions)
    expect([...model.predict(table.slice(0, 20)).rows()]).toEqual(predictions)
    for (const { score, probability, label } of predictions) {
      expect(probability).toBeCloseTo(1 / (1 + Math.exp(-score)), 14)
      expect(label).toBe(probability >= 0.5 ? 'yes' : 'no')
    }
  })

  test('a run that records gets params, training data and figures of the fit', async () => {
    const recorded: RunEntries[] = []
    const run = { id: 'run-1', record: async (entries: RunEntries) => void recorded.push(entries) }
    await train(repayment(), table, { seed: 11, run })
    const [{ params, metrics, inputs }] = recorded as [RunEntries]
    expect(Object.fromEntries(params!)).toMatchObject({ model: 'repayment', trainer: 'logistic-regression', 'trainer.l2': '1', seed: '11' })
    expect(metrics!.map(({ key }) => key)).toContain('training/iterations')
    expect(inputs).toEqual([{ name: 'repayment', digest: digestTable(table), context: 'training', rowCount: 300 }])
  })

  test('the columns that features read are the inputs; monitored ones are checked and not scored', async () => {
    const model = await repaymentModel
    expect(model.inputs.columns.map(({ name }) => name)).toEqual(['income', 'amount', 'area'])
    expect(model.monitored.columns.map(({ name }) => name)).toEqual(['gender'])
    const row = { income: 3000, amount: 100, area: 'Urban', gender: 'f' } as const
    expect(model.predict({ ...row, gender: 'm' })).toEqual(model.predict(row))
    expect(() => model.predict({ ...row, gender: 'x' as never })).toThrow(expect.objectContaining({ code: 'E_ROWS_INVALID' }))
  })

  test.each([
    ['strings', z.enum(['bad', 'good']), 'good', 'bad'],
    ['booleans', z.boolean(), true, false],
    ['booleans, false being positive', z.boolean(), false, true],
    ['numbers', z.number(), 2, 1],
    ['integers', z.int(), 0, 1],
  ] as const)('labels are values of the target: %s', async (_, type, positive, negative) => {
    const Row = z.object({ x: z.number(), target: type })
    const rows = fromRows(
      Row,
      Array.from({ length: 20 }, (_, row) => ({ x: row, target: row < 10 ? negative : positive }) as never),
    )
    const spec = defineModel({
      name: 'typed',
      features: defineFeatures(Row, ({ x }) => ({ x })),
      target: binary('target', { positive: positive as 'good' }),
      trainer: logisticRegression(),
    })
    const model = (await trained(spec, rows as never)) as Model<{ readonly x: number }, unknown>
    expect([0, 19].map((x) => model.predict({ x }).label)).toEqual([negative, positive])
    expect(Array.from(model.predict(rows as Table<{ readonly x: number }>).rows(), ({ label }) => label)).toEqual(
      Array.from(rows.rows(), ({ target }) => target),
    )
  })

  test('lineage says what it was trained on, by what, and where', async () => {
    const run = { id: 'run-1' }
    const { lineage } = (await train(repayment(), table, { seed: 11, run, commit: 'abc' })).definition
    expect(lineage).toMatchObject({
      data: { digest: digestTable(table), rows: 300 },
      spec: specDigest(repayment().features),
      commit: 'abc',
      run: 'run-1',
      seed: 11,
    })
    expect(lineage.environment).toMatchObject({
      node: process.versions.node,
      '@millrace/core': expect.any(String),
      '@millrace/train': expect.any(String),
    })
    const versioned = fromRows(Loan, table.rows(), { version: 'md5:abc' })
    expect((await train(repayment(), versioned, options)).definition.lineage).toMatchObject({
      data: { digest: 'md5:abc' },
      commit: null,
      run: null,
    })
  })

  test('keeps golden rows, among them rows where a column is null', async () => {
    const { golden } = (await repaymentModel).definition
    expect(golden).toHaveLength(16)
    for (const column of ['amount', 'area', 'gender']) expect(golden.map(({ row }) => row[column])).toContain(null)
    expect(Object.keys(golden[0]!.row)).toEqual(['income', 'amount', 'area', 'gender'])
    expect(golden.every(({ outputs }) => typeof outputs.probability === 'number')).toBe(true)
  })

  test('the same rows, spec and seed give the same model, and other rows another', async () => {
    const one = await train(repayment(), table, options)
    expect((await train(repayment(), loans(300), options)).definition).toEqual(one.definition)
    expect((await train(repayment(), loans(300, 2), options)).definition.graph).not.toEqual(one.definition.graph)
  })

  test('what is saved and loaded scores the same', async () => {
    const model = await repaymentModel
    const loaded = await reload(model)
    expect([...loaded.predict(table).rows()]).toEqual([...model.predict(table).rows()])
    expect(loaded.definition.estimator).toEqual(model.definition.estimator)
  })

  test('does not write to the table', async () => {
    const before = digestTable(table)
    await train(repayment(), table, options)
    expect(digestTable(table)).toBe(before)
  })

  test('weights go to the trainer', async () => {
    const weights = Float64Array.from(table.rows(), ({ repaid }) => (repaid === 'yes' ? 3 : 1))
    const { diagnostics } = (await train(repayment(dummy()), table, { ...options, weights })).definition.estimator
    const yes = Array.from(table.rows()).filter(({ repaid }) => repaid === 'yes').length
    expect(diagnostics.share).toBeCloseTo((3 * yes) / (3 * yes + 300 - yes), 14)
  })

  test.each([
    ['too few', new Float64Array(299).fill(1), 'there are 299 for 300 rows'],
    ['a negative one', new Float64Array(300).fill(1).with(5, -1), 'weight 5 is -1'],
    ['one that is no number', new Float64Array(300).fill(1).with(6, Number.NaN), 'weight 6 is NaN'],
    ['an infinite one', new Float64Array(300).fill(1).with(7, Number.POSITIVE_INFINITY), 'weight 7 is Infinity'],
  ])('refuses weights: %s', async (_, weights, what) => {
    await expect(train(repayment(), table, { ...options, weights })).rejects.toMatchObject({
      code: 'E_WEIGHTS_INVALID',
      message: expect.stringContaining(what),
    })
  })

  test('a trainer that takes no null is spared it: a feature that overflows is refused by name and row', async () => {
    const Row = z.object({ x: z.number(), good: z.boolean() })
    const rows = fromRows(
      Row,
      Array.from({ length: 10 }, (_, row) => ({ x: row === 3 ? 1e308 : row, good: row % 2 === 0 })),
    )
    const features = defineFeatures(Row, ({ x }) => ({ tenfold: mul(x, 10) }))
    const spec = (trainer: Trainer<boolean>) =>
      defineModel({ name: 'overflow', features, target: binary('good', { positive: true }), trainer })
    await expect(train(spec(logisticRegression()), rows, options)).rejects.toMatchObject({
      code: 'E_FEATURE_NULL',
      message:
        "train: the feature 'tenfold' is null in row 3, and logistic-regression does not accept null; impute it, or use a trainer that does",
      details: { feature: 'tenfold', row: 3 },
    })
    expect((await trained(spec(dummy()), rows)).predict({ x: 1e308 }).probability).toBeCloseTo(0.5, 14)
  })

  test('refuses what a faulty trainer returns', async () => {
    const faulty: Trainer<false> = {
      ...logisticRegression(),
      name: 'faulty',
      fit: async () => ({
        operations: [{ op: 'linear', weights: Float64Array.of(Number.NaN), means: new Float64Array(1), intercept: 0 }],
        scale: 'log-odds',
        features: [0],
        diagnostics: {},
        warnings: [],
      }),
    }
    await expect(train(repayment(faulty), table, options)).rejects.toMatchObject({
      code: 'E_ESTIMATOR_INVALID',
      details: { trainer: 'faulty' },
    })
  })

  test('stops when it is aborted', async () => {
    const reason = new Error('enough')
    await expect(train(repayment(), table, { ...options, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })

  test('a class of weight 0 and a table of one class are refused', async () => {
    const paid = table.filter(({ repaid }) => repaid === 'yes')
    await expect(train(repayment(), paid, options)).rejects.toMatchObject({ code: 'E_TARGET_SINGLE_CLASS' })
    const weights = Float64Array.from(table.rows(), ({ repaid }) => Number(repaid === 'no'))
    await expect(train(repayment(), table, { ...options, weights })).rejects.toMatchObject({ code: 'E_TARGET_SINGLE_CLASS' })
  })

  test('target encoding trains out of fold, from as few rows as there may be', async () => {
    const Row = z.object({ key: z.string(), good: z.boolean() })
    const features = defineFeatures(Row, ({ key }) => ({ key: key.pipe(targetEncode()) }))
    const spec = defineModel({ name: 'encoded', features, target: binary('good', { positive: true }), trainer: logisticRegression() })
    for (const count of [2, 3, 7, 60]) {
      const rows = fromRows(
        Row,
        Array.from({ length: count }, (_, row) => ({ key: `k${row % 3}`, good: row % 2 === 0 })),
      )
      const model = await trained(spec, rows)
      expect(model.predict({ key: 'unseen' }).probability).toBeGreaterThan(0)
      expect(model.inputs.columns.map(({ name }) => name)).toEqual(['key'])
    }
  })
})
