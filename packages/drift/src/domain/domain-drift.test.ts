import { defineFeatures, fromRows, mul, seededRandom, type Trainer } from '@millrace/core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { meanDifference } from '../../test/support/mean-difference.ts'
import { domainDrift } from './domain-drift.ts'

const Loan = z.object({
  income: z.number(),
  debt: z.number().nullable(),
  area: z.enum(['Urban', 'Rural', 'Coast']).nullable(),
  employed: z.boolean(),
})
const areas = ['Urban', 'Rural', 'Coast'] as const

interface Shift {
  readonly income?: number
  readonly debtNulls?: number
  readonly coast?: number
}

function loans(rows: number, seed: number, { income = 0, debtNulls = 0.1, coast = 0 }: Shift = {}) {
  const random = seededRandom(seed)
  return fromRows(
    Loan,
    Array.from({ length: rows }, () => ({
      income: random.normal() + income,
      debt: random.next() < debtNulls ? null : random.normal(),
      area: random.next() < coast ? ('Coast' as const) : random.next() < 0.05 ? null : areas[random.integer(3)]!,
      employed: random.next() < 0.7,
    })),
  )
}

const settings = { trainer: meanDifference, seed: 1 }

test('without drift the area is near one half, and p-values are as small as seldom as promised', async () => {
  const draws = 80
  let [significant, below, area] = [0, 0, 0]
  for (let i = 0; i < draws; i++) {
    const { auc, pValue } = await domainDrift({ reference: loans(150, 2 * i), current: loans(150, 2 * i + 1) }, { ...settings, seed: i })
    significant += Number(pValue < 0.05)
    below += Number(pValue < 0.5)
    area += auc / draws
  }
  expect(significant).toBeLessThanOrEqual(5 + 3.5 * Math.sqrt(draws * 0.05 * 0.95))
  expect(below).toBeGreaterThan(20)
  expect(below).toBeLessThan(60)
  expect(Math.abs(area - 0.5)).toBeLessThan(0.02)
})

test.each<[string, Shift]>([
  ['income', { income: 1 }],
  ['debt', { debtNulls: 0.6 }],
  ['area', { coast: 0.5 }],
])('a shift of %s is found, and laid to it', async (column, shift) => {
  const report = await domainDrift({ reference: loans(600, 1), current: loans(400, 2, shift) }, settings)
  expect(report).toMatchObject({ drifted: true, floor: 0.55, sizes: { reference: 600, current: 400 } })
  expect(report.pValue).toBeLessThan(1e-4)
  expect(report.attributions[0]).toMatchObject({ column })
  expect(report.attributions[0]!.share).toBeGreaterThan(0.6)
  expect(report.attributions.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
  expect(JSON.parse(JSON.stringify(report))).toEqual(report)
})

test('features of the caller find what no column shows', async () => {
  const Pair = z.object({ a: z.number(), b: z.number() })
  const pairs = (seed: number, sign: number) => {
    const random = seededRandom(seed)
    const of = (a: number) => ({ a, b: sign * a + random.normal() / 2 })
    return fromRows(
      Pair,
      Array.from({ length: 400 }, () => of(random.normal())),
    )
  }
  const tables = { reference: pairs(1, 1), current: pairs(2, -1) }
  expect((await domainDrift(tables, settings)).drifted).toBe(false)
  const features = defineFeatures(Pair, ({ a, b }) => ({ a, product: mul(a, b) }))
  const report = await domainDrift(tables, { ...settings, features })
  expect(report.auc).toBeGreaterThan(0.9)
  expect(report.attributions.map(({ column }) => column).sort()).toEqual(['a', 'b'])
})

test('the same seed gives the same report, and more rows than asked for are drawn from', async () => {
  const tables = { reference: loans(500, 1), current: loans(300, 2, { income: 0.3 }) }
  const [first, again, other] = [1, 1, 2].map((seed) => domainDrift(tables, { ...settings, seed, rows: 100 }))
  expect(await first).toEqual(await again)
  expect((await first)!.sizes).toEqual({ reference: 100, current: 100 })
  expect((await other)!.auc).not.toBe((await first)!.auc)
})

test('only the named columns are looked at', async () => {
  const tables = { reference: loans(300, 3), current: loans(300, 4, { income: 3 }) }
  const report = await domainDrift(tables, { ...settings, columns: ['debt', 'area'] })
  expect(report.drifted).toBe(false)
  expect(report.attributions.map(({ column }) => column).sort()).toEqual(['area', 'debt'])
})

test('sides of unequal size weigh the same', async () => {
  const seen: number[] = []
  const trainer: Trainer = {
    ...meanDifference,
    fit: (data, options) => {
      const weightOf = (side: number) => data.target.reduce((sum, label, row) => sum + (label === side ? (data.weights?.[row] ?? 1) : 0), 0)
      seen.push(weightOf(1) / weightOf(0))
      return meanDifference.fit(data, options)
    },
  }
  await domainDrift({ reference: loans(1000, 1), current: loans(100, 2) }, { trainer, seed: 1 })
  for (const ratio of seen) expect(ratio).toBeCloseTo(1, 12)
  expect(seen).toHaveLength(5)
})

test('sides that a clock tells apart are told apart, with an interval', async () => {
  const Row = z.object({ at: z.number() })
  const rows = (from: number) =>
    fromRows(
      Row,
      Array.from({ length: 50 }, (_, i) => ({ at: from + i })),
    )
  const report = await domainDrift({ reference: rows(0), current: rows(100) }, settings)
  expect(report).toMatchObject({ auc: 1, pValue: 0, drifted: true, attributions: [{ column: 'at', share: 1 }] })
  expect(report.interval.lower).toBeGreaterThan(0.9)
  expect(report.interval.lower).toBeLessThan(1)
})

test('where nothing varies there is nothing to tell', async () => {
  const same = fromRows(
    z.object({ x: z.number(), y: z.string() }),
    Array.from({ length: 20 }, () => ({ x: 1, y: 'a' })),
  )
  expect(await domainDrift({ reference: same, current: same }, settings)).toMatchObject({
    auc: 0.5,
    pValue: 1,
    drifted: false,
    attributions: [],
  })
})

test('infinities and long lists of levels are taken', async () => {
  const Row = z.object({ x: z.number(), code: z.string() })
  const table = (offset: number) =>
    fromRows(
      Row,
      Array.from({ length: 200 }, (_, i) => ({ x: i, code: `level: ${(i % 50) + offset}` })),
    ).withColumn(
      { name: 'x', kind: 'number', nullable: false, optional: false },
      { type: 'number', values: Float64Array.from({ length: 200 }, (_, i) => (i === 7 ? Infinity : i % 10)) },
    )
  const report = await domainDrift({ reference: table(0), current: table(25) } as never, settings)
  expect(report.drifted).toBe(true)
  expect(report.attributions[0]!.column).toBe('code')
})

test('progress counts folds, and a signal stops the work', async () => {
  const tables = { reference: loans(100, 1), current: loans(100, 2) }
  const done: number[] = []
  await domainDrift(tables, { ...settings, folds: 3, progress: (event) => done.push(event.done) })
  expect(done).toEqual([1, 2, 3])
  await expect(domainDrift(tables, { ...settings, signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough')
})

const some = loans(100, 1)
test.each<[string, object, object, string]>([
  ['few rows', { current: loans(9, 2) }, {}, 'E_DOMAIN_ROWS'],
  ['one fold', {}, { folds: 1 }, 'E_DRIFT_OPTION'],
  ['few rows to draw', {}, { rows: 10 }, 'E_DRIFT_OPTION'],
  ['a floor below one half', {}, { floor: 0.4 }, 'E_DRIFT_OPTION'],
  ['a significance of 1', {}, { significance: 1 }, 'E_DRIFT_OPTION'],
  ['a trainer of numbers', {}, { trainer: { ...meanDifference, tasks: ['regression'] } }, 'E_DRIFT_OPTION'],
  ['an unknown column', {}, { columns: ['nothing'] }, 'E_COLUMN_UNKNOWN'],
  ['null for a trainer that takes none', {}, { features: defineFeatures(Loan, ({ debt }) => ({ debt })) }, 'E_FEATURE_NULL'],
  ['a seed of -1', {}, { seed: -1 }, 'E_SEED_INVALID'],
])('%s: refused', async (_, tables, options, code) => {
  await expect(domainDrift({ reference: some, current: some, ...tables }, { ...settings, ...options })).rejects.toMatchObject({ code })
})
