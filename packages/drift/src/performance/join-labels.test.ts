import type { Feedback, LoggedPrediction } from '@millrace/core'
import { expect, test } from 'vitest'
import { joinLabels } from './join-labels.ts'
import { labelledByAge } from './labelled-by-age.ts'

const target = { positive: 'yes', negative: 'no' }

const served = (id: string, atMs: number, probability = 0.5, feedback?: Feedback): LoggedPrediction => ({
  id,
  atMs,
  model: 'repayment',
  version: 1,
  row: {},
  prediction: { score: 0, probability, label: 'yes' },
  ...(feedback && { feedback }),
})

const said = (id: string, label: string, atMs: number): Feedback => ({ id, label, atMs })

test('predictions come in order of time, with scores and labels', async () => {
  const joined = await joinLabels([served('b', 20, 0.2), served('a', 10, 0.1), served('c', 20, 0.3)], {
    target,
    feedback: [said('c', 'no', 50), said('a', 'yes', 40)],
  })
  expect(joined).toMatchObject({ ids: ['a', 'b', 'c'], asOfMs: 50, dueMs: null })
  expect([joined.scores, joined.labels, joined.labelledAtMs]).toEqual([
    Float64Array.of(0.1, 0.2, 0.3),
    Float64Array.of(1, Number.NaN, 0),
    Float64Array.of(40, Number.NaN, 50),
  ])
})

test('of several labels the latest counts, of equally late ones the last given', async () => {
  const feedback = [
    said('a', 'no', 90),
    said('a', 'yes', 30),
    said('b', 'yes', 30),
    said('b', 'no', 30),
    said('c', 'yes', 30),
    said('c', 'yes', 30),
  ]
  const { labels, counts } = await joinLabels([served('a', 1), served('b', 2), served('c', 3)], { target, feedback })
  expect(labels).toEqual(Float64Array.of(0, 0, 1))
  expect(counts).toMatchObject({ labelled: 3, replaced: 2, changed: 2 })
})

test('labels are pending, overdue or late by their due age', async () => {
  const feedback = [said('a', 'yes', 120), said('b', 'yes', 60)]
  const { counts } = await joinLabels([served('a', 0), served('b', 10), served('c', 20), served('d', 150)], {
    target,
    feedback,
    asOfMs: 200,
    dueMs: 100,
  })
  expect(counts).toMatchObject({ predictions: 4, labelled: 2, late: 1, pending: 1, overdue: 1 })
})

test('what was not known yet is passed over', async () => {
  const joined = await joinLabels([served('a', 0, 0.5, said('a', 'yes', 150)), served('b', 300)], { target, asOfMs: 100 })
  expect(joined.labels).toEqual(Float64Array.of(Number.NaN))
  expect(joined.counts).toMatchObject({ predictions: 1, future: 2, pending: 1 })
})

test('repeated predictions, unknown identifiers and strange labels are counted', async () => {
  const feedback = [said('x', 'yes', 5), said('a', 'perhaps', 5)]
  const { ids, counts, unknownIds } = await joinLabels([served('a', 1), served('a', 1), served('b', 2, 0.5, said('b', 'no', 4))], {
    target,
    feedback,
  })
  expect([ids, unknownIds]).toEqual([['a', 'b'], ['x']])
  expect(counts).toMatchObject({ repeated: 1, invalid: 1, unknown: 1, labelled: 1 })
})

test('both sides may come as streams', async () => {
  async function* stream<Item>(items: readonly Item[]) {
    yield* items
  }
  const { labels } = await joinLabels(stream([served('a', 1)]), { target, feedback: stream([said('a', 'yes', 2)]) })
  expect(labels).toEqual(Float64Array.of(1))
})

test('nothing joins to nothing', async () => {
  expect(await joinLabels([], { target })).toMatchObject({ ids: [], asOfMs: 0, counts: { predictions: 0, pending: 0 } })
})

test.each<[string, () => Promise<unknown>, string]>([
  ['one label for both', () => joinLabels([], { target: { positive: 1, negative: 1 } }), 'E_PERFORMANCE_INPUT'],
  ['a due age of 0', () => joinLabels([], { target, dueMs: 0 }), 'E_DRIFT_OPTION'],
  ['a time that is NaN', () => joinLabels([served('a', Number.NaN)], { target }), 'E_PERFORMANCE_INPUT'],
  ['a feedback without time', () => joinLabels([], { target, feedback: [said('a', 'yes', Number.NaN)] }), 'E_PERFORMANCE_INPUT'],
  ['a number for a prediction', () => joinLabels([{ ...served('a', 1), prediction: { value: 3 } }], { target }), 'E_PERFORMANCE_INPUT'],
])('%s is refused', async (_, act, code) => {
  await expect(act()).rejects.toMatchObject({ code })
})

test('young predictions do not make labels look rare', async () => {
  const feedback = [said('a', 'yes', 30), said('b', 'no', 90)]
  const joined = await joinLabels([served('a', 0), served('b', 0), served('c', 0), served('d', 95)], { target, feedback, asOfMs: 100 })
  expect(labelledByAge(joined, { agesMs: [0, 50, 100, 200] })).toEqual([
    { ageMs: 0, predictions: 4, labelled: 0, share: 0 },
    { ageMs: 50, predictions: 3, labelled: 1, share: 1 / 3 },
    { ageMs: 100, predictions: 3, labelled: 2, share: 2 / 3 },
    { ageMs: 200, predictions: 0, labelled: 0, share: null },
  ])
  expect(() => labelledByAge(joined, { agesMs: [-1] })).toThrow(expect.objectContaining({ code: 'E_DRIFT_OPTION' }))
})
