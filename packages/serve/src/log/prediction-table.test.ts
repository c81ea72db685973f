import { createModel, type Model } from '@millrace/core'
import { type ExampleApplicant, exampleModel } from '@millrace/core/testing'
import { expect, test } from 'vitest'
import { memoryPredictionLog } from '../testing/memory-prediction-log.ts'
import { predictionTable } from './prediction-table.ts'

const model = exampleModel({ policy: true })
const applicant: ExampleApplicant = { income: 4000, amount: null, area: 'Urban', employed: true, gender: 'f' }
const at = (i: number) => 1_767_225_600_000 + i * 1000

/** Predictions of rows that the model would refuse come from another version. */
const answered = (row: Partial<ExampleApplicant>): ExampleApplicant => ({
  ...applicant,
  income: Math.max(row.income ?? 0, 0),
  employed: row.employed ?? true,
})

function logOf(rows: readonly Partial<ExampleApplicant>[], version: number | null = 3) {
  const log = memoryPredictionLog()
  rows.forEach((row, i) => {
    log.append({ id: `id-${i}`, atMs: at(i), model: model.name, version, row, prediction: model.predict(answered(row)) })
  })
  return log
}

test('a prediction is a row: what was asked, what was answered, and what turned out to be true', async () => {
  const log = logOf([applicant, { ...applicant, income: 0, employed: false }])
  await log.addFeedback({ id: 'id-1', label: 'yes', atMs: at(9) })
  const table = await predictionTable(log, { model })
  const { score, probability, label, decision, reason } = model.predict(answered(applicant))
  expect(table.row(0)).toEqual({
    id: 'id-0',
    time: '2026-01-01T00:00:00.000Z',
    version: 3,
    ...applicant,
    score,
    probability,
    label,
    decision,
    reason,
    actual: null,
  })
  expect(table.row(1)).toMatchObject({ income: 0, employed: false, label: 'no', decision: 'decline', actual: 'yes' })
  expect(table.schema.columns.find(({ name }) => name === 'actual')).toMatchObject({
    kind: 'category',
    categories: ['no', 'yes'],
    nullable: true,
  })
})

test('what the log left out is null, and so is the version of a model from a folder', async () => {
  const table = await predictionTable(logOf([{ income: 1 }], null), { model })
  expect(table.row(0)).toMatchObject({ version: null, income: 1, area: null, employed: null, gender: null })
})

test('no prediction gives a table of no rows', async () => {
  const table = await predictionTable(memoryPredictionLog(), { model })
  expect([table.rowCount, table.schema.columns.length]).toEqual([0, 14])
})

test('many rows come in their order, those of the query alone', async () => {
  const log = logOf(Array.from({ length: 3000 }, (_, i) => ({ ...applicant, income: i })))
  const table = await predictionTable(log, { model, query: { fromMs: at(100), beforeMs: at(2600) } })
  expect(table.rowCount).toBe(2500)
  expect(table.column('income')).toEqual({ type: 'number', values: Float64Array.from({ length: 2500 }, (_, i) => i + 100) })
  expect((await predictionTable(log, { model: exampleModel({ name: 'other' }) })).rowCount).toBe(0)
})

test('values that do not fit the model are refused, and named', async () => {
  const log = logOf([applicant, { ...applicant, income: -1, area: 'Mars' as 'Urban' }])
  await expect(predictionTable(log, { model })).rejects.toMatchObject({
    code: 'E_ROWS_INVALID',
    details: {
      failed: 2,
      issues: [
        { row: 1, path: ['income'] },
        { row: 1, path: ['area'] },
      ],
    },
  })
  const labelled = logOf([applicant])
  await labelled.addFeedback({ id: 'id-0', label: 'maybe', atMs: 0 })
  await expect(predictionTable(labelled, { model })).rejects.toMatchObject({
    details: { issues: [{ path: ['actual'], value: '"maybe"' }] },
  })
})

test('a column that is both input and monitored stands once', async () => {
  const { definition } = model
  const both = createModel({ ...definition, monitored: [...definition.monitored, definition.inputs[0]!] }) as Model<
    ExampleApplicant,
    'yes' | 'no'
  >
  const table = await predictionTable(logOf([applicant]), { model: both })
  expect(table.schema.columns.filter(({ name }) => name === 'income').length).toBe(1)
})

test('a model whose column is called as one of the table is refused', async () => {
  const { definition } = model
  const renamed = definition.monitored.map((column) => ({ ...column, name: 'score' }))
  const colliding = createModel({ ...definition, monitored: renamed }) as unknown as Model
  await expect(predictionTable(memoryPredictionLog(), { model: colliding })).rejects.toMatchObject({
    code: 'E_COLUMN_EXISTS',
    details: { column: 'score' },
  })
})
