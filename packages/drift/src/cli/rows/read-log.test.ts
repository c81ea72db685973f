import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LogOptions, readLog } from './read-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'millrace-log-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const lines = (records: readonly unknown[]) => `${records.map((record) => JSON.stringify(record)).join('\n')}\n`
const prediction = (id: string, atMs: number, changes: object = {}) => ({
  atMs,
  id,
  model: 'loans',
  version: 3,
  row: { amount: 100 + atMs, score: 'A' },
  prediction: { score: 0.3, probability: 0.57, label: 'yes', decision: 'approve' },
  ...changes,
})

const first = 'predictions-20260102T030405678Z-4711-000001.ndjson'

beforeAll(() => {
  writeFileSync(join(folder, first), lines([prediction('a', 0), prediction('b', 10)]))
  writeFileSync(
    join(folder, 'predictions-20260102T030405678Z-4711-000002.ndjson.open'),
    `${lines([prediction('c', 20)])}{"atMs":30,"id":"d`,
  )
  const feedback = [
    { atMs: 5, id: 'a', label: true },
    { atMs: 50, id: 'b', label: false },
    { atMs: 40, id: 'b', label: true },
  ]
  writeFileSync(join(folder, 'feedback-20260102T030405678Z-4711-000001.ndjson'), lines(feedback))
  writeFileSync(join(folder, 'notes.txt'), 'no log')
})

const read = async (path = folder, options: Partial<LogOptions> = {}) => {
  const all = { wanted: null, maxRows: 100, model: null, fromMs: -Infinity, toMs: Infinity, target: null }
  const { table, notes } = await readLog(path, { ...all, ...options })
  return { rows: [...(table.rows() as Iterable<Record<string, unknown>>)], notes }
}

test('a folder gives rows, what was said of them, and when, from whole lines; a column of the row goes before', async () => {
  const { rows, notes } = await read()
  expect(rows[0]).toEqual({
    amount: 100,
    score: 'A',
    probability: 0.57,
    label: 'yes',
    decision: 'approve',
    time: '1970-01-01T00:00:00.000Z',
    version: 3,
  })
  expect([rows.length, notes]).toEqual([3, [`${folder}: lines that are no predictions, and are passed over: 1`]])
})

test('feedback comes into the column of the target, the latest of several', async () => {
  const { rows } = await read(folder, { target: 'paid' })
  expect(rows.map(({ paid }) => paid)).toEqual([true, false, null])
})

test('a file of the log can be read alone, and a window of time', async () => {
  expect((await read(join(folder, first))).rows).toHaveLength(2)
  expect((await read(folder, { fromMs: 10, toMs: 20 })).rows.map(({ amount }) => amount)).toEqual([110])
})

test('predictions of several models are not mixed', async () => {
  const mixed = join(folder, 'mixed')
  mkdirSync(mixed)
  writeFileSync(join(mixed, first), lines([prediction('a', 0), prediction('b', 1, { model: 'cards' })]))
  await expect(read(mixed)).rejects.toMatchObject({ code: 'E_DRIFT_LOG_MODELS', details: { models: ['loans', 'cards'] } })
  expect((await read(mixed, { model: 'cards' })).rows).toHaveLength(1)
})

test('what is not there is an error of the file', async () => {
  await expect(read(join(folder, 'none'))).rejects.toMatchObject({ code: 'E_FILE_MISSING' })
})
