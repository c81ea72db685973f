import { defineFeatures, type FitOptions, fit, fromRows, MillraceError, runGraph, seededRandom, type Table } from '@millrace/core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { targetEncode } from './target-encode.ts'

const Row = z.object({ key: z.string().nullable(), target: z.number().nullable(), fold: z.int().nullable() })
type Rows = Table<z.output<typeof Row>>

const rowsOf = (rows: readonly (readonly [key: string | null, target: number | null, fold: number | null])[]): Rows =>
  fromRows(
    Row,
    rows.map(([key, target, fold]) => ({ key, target, fold })),
  )

async function encode(
  rows: Rows,
  { smoothing = 0, knows = ['target', 'fold'] }: { smoothing?: number; knows?: readonly ('target' | 'fold')[] } = {},
) {
  let options: FitOptions = {}
  const features = defineFeatures(Row, (row) => {
    options = Object.fromEntries(knows.map((name) => [name, row[name]]))
    return { key: row.key.pipe(targetEncode({ smoothing })) }
  })
  const { serving, training } = await fit(features, rows, options)
  const outputs = (graph: typeof serving, table: Rows) => Array.from((runGraph(graph, table).get('key') as { values: Float64Array }).values)
  return {
    serve: (keys: readonly (string | null)[]) => outputs(serving, rowsOf(keys.map((key) => [key, null, null]))),
    training: outputs(training, rows),
  }
}

const rows = rowsOf([
  ['a', 1, 0],
  ['a', 0, 0],
  ['a', 1, 1],
  ['b', 0, 1],
  [null, 1, 1],
  ['b', null, 0],
])

test('served rows have the mean of their key; null and unseen keys have the mean of all rows', async () => {
  expect((await encode(rows)).serve(['a', 'b', null, 'unseen', '__proto__'])).toEqual([2 / 3, 0, 0.6, 0.6, 0.6])
})

test('smoothing counts as so many rows of the overall mean', async () => {
  expect((await encode(rows, { smoothing: 2 })).serve(['a', 'b'])).toEqual([(2 + 2 * 0.6) / 5, (0 + 2 * 0.6) / 3])
})

test('training rows have the means of the other folds', async () => {
  const overallOfFold1 = 2 / 3
  const overallOfFold0 = 0.5
  expect((await encode(rows)).training).toEqual([1, 1, 0.5, overallOfFold0, overallOfFold0, 0])
  expect((await encode(rows, { smoothing: 1 })).training[0]).toBe((1 + overallOfFold1) / 2)
})

test('a row without a target or a fold teaches nothing, and is encoded all the same', async () => {
  const more = rowsOf([
    ['a', 1, 0],
    ['a', 0, 1],
    ['a', null, 0],
    ['a', 1, null],
    ['c', 1, null],
  ])
  const { serve, training } = await encode(more)
  expect(serve(['a', 'c'])).toEqual([0.5, 0.5])
  expect(training).toEqual([0, 1, 0, 0.5, 0.5])
})

test('a target of any numbers is averaged', async () => {
  expect(
    (
      await encode(
        rowsOf([
          ['a', 10, 0],
          ['a', -4, 1],
          ['b', 0.5, 1],
        ]),
      )
    ).serve(['a', 'b']),
  ).toEqual([3, 0.5])
})

test.each([
  ['no row', []],
  [
    'no target',
    [
      ['a', null, 0],
      ['b', null, 1],
    ],
  ],
  [
    'one fold',
    [
      ['a', 1, 2],
      ['b', 0, 2],
    ],
  ],
] as const)('%s is a typed error, since no row could be encoded by others', async (_, given) => {
  const error = await encode(rowsOf(given)).catch((caught: unknown) => caught)
  expect(MillraceError.isInstance(error) && error.code).toBe('E_FIT_NO_VALUES')
})

test.each([['target'], ['fold']] as const)('fitting with the %s alone is a typed error', async (known) => {
  const error = await encode(rows, { knows: [known] }).catch((caught: unknown) => caught)
  expect(MillraceError.isInstance(error) && error.code).toBe('E_FIT_CONTEXT_MISSING')
})

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('a smoothing of %d is refused at once', (smoothing) => {
  expect(() => targetEncode({ smoothing })).toThrow(RangeError)
})

test('a key of pure noise does not look predictive in training, though it would by the serving output', async () => {
  const random = seededRandom(11)
  const noise = rowsOf(Array.from({ length: 4_000 }, (_, i) => [`key ${random.integer(800)}`, random.integer(2), i % 5]))
  const target = Array.from(noise.rows(), (row) => row.target!)
  const keys = Array.from(noise.rows(), (row) => row.key)
  const { serve, training } = await encode(noise, { smoothing: 1 })
  expect(Math.abs(correlation(training, target))).toBeLessThan(0.05)
  expect(correlation(serve(keys), target)).toBeGreaterThan(0.3)
})

function correlation(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [mx, my] = [mean(x), mean(y)]
  const covariance = mean(x.map((value, i) => (value - mx) * (y[i]! - my)))
  const deviation = (values: readonly number[], center: number) => Math.sqrt(mean(values.map((value) => (value - center) ** 2)))
  return covariance / (deviation(x, mx) * deviation(y, my))
}
