import { seededRandom } from '@millrace/core'
import { expectClose } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import { columnOf, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import type { exampleReport } from '../../test/support/example-report.ts'
import type { MonitorOptions } from '../monitor/settings.ts'
import { profile } from '../profile/profile.ts'
import { compare } from './compare.ts'

const rows = 400

function loans(seed: number, { income = 0, score = 0 } = {}) {
  const random = seededRandom(seed)
  const numbers = (mean: number) => columnOf(Array.from({ length: rows }, () => mean + random.normal()))
  const area = columnOf(Array.from({ length: rows }, () => (random.next() < 0.5 ? 'Urban' : 'Rural')))
  return tableOf({ income: numbers(income), debt: numbers(income / 2), age: numbers(0), area, score: numbers(score) })
}

const reference = loans(1)
const profileOf = (options: MonitorOptions<string> = {}) => profile(monitorOf(reference, { predictions: ['score'], ...options }), reference)

describe('attributions', () => {
  test('order columns by effect times importance, and give each both', async () => {
    const attributions = { income: 1, debt: 8, age: 1 }
    const plain = await compare(await profileOf(), loans(2, { income: 1 }))
    expect(plain.ranked.slice(0, 2)).toEqual(['income', 'debt'])
    expect(plain.columns.every(({ importance, impact }) => importance === null && impact === null)).toBe(true)
    const report = await compare(await profileOf(), loans(2, { income: 1 }), { attributions })
    expect(report.ranked.slice(0, 2)).toEqual(['debt', 'income'])
    expect(report.columns.map(({ importance }) => importance)).toEqual([0.1, 0.8, 0.1, 0])
    for (const { importance, impact, effect } of report.columns) expectClose(impact!, importance! * Math.abs(effect!.value), { rel: 1e-12 })
    expect(report.predictions[0]).toMatchObject({ importance: null, impact: null })
    expect(report.drifted).toEqual(plain.drifted)
  })

  test('of no input are a typed error', async () => {
    const attempt = compare(await profileOf(), loans(2), { attributions: { score: 1 } })
    await expect(attempt).rejects.toThrow(expect.objectContaining({ code: 'E_DRIFT_ATTRIBUTIONS' }))
  })
})

describe('approval', () => {
  const approval = { column: 'score', threshold: 0.25 }
  const approvedShare = (seed: number, score = 0) => {
    const { values } = loans(seed, { score }).column('score') as { values: Float64Array }
    return values.filter((value) => value >= 0.25).length / rows
  }

  test('states the change of the rate, alike from profiles, from a table and from raw values', async () => {
    const known = await profileOf({ approval })
    const current = loans(2, { score: 0.5 })
    const counted = await profile(monitorOf(reference, { predictions: ['score'], approval }), current, { cellsOf: known })
    const reports = [await compare(known, counted), await compare(known, current), await compare(known, current, { reference })]
    for (const report of reports) {
      expect(report.approval).toMatchObject({
        ...approval,
        approve: 'at-least',
        reference: approvedShare(1),
        current: approvedShare(2, 0.5),
      })
      expect(report.approval!.interval.lower).toBeGreaterThan(0.05)
      expect(report.approval!.pValue).toBeLessThan(1e-4)
      expect(report.approval).toEqual(reports[0]!.approval)
    }
  })

  test('below the threshold it is the other rows', async () => {
    const report = await compare(await profileOf({ approval: { ...approval, approve: 'below' } }), loans(2))
    expectClose(report.approval!.current, 1 - approvedShare(2), { rel: 1e-12 })
  })

  test('without a rule, or without scores, there is none', async () => {
    expect((await compare(await profileOf(), loans(2))).approval).toBeNull()
    const unscored = loans(2).select('income', 'debt', 'age', 'area')
    expect((await compare(await profileOf({ approval }), unscored)).approval).toBeNull()
  })
})

test('the correction of the monitor decides', async () => {
  const adjusted = async (correction: 'benjamini-hochberg' | 'bonferroni' | 'none') => {
    const report = await compare(await profileOf({ correction }), loans(2, { income: 1 }), { reference })
    expect(report.correction).toBe(correction)
    return report.columns.map(({ pValue, adjustedPValue }) => adjustedPValue! / pValue!)
  }
  expect(await adjusted('none')).toEqual([1, 1, 1, 1])
  expect((await adjusted('bonferroni')).slice(0, 2)).toEqual([4, 4])
  const [first, second] = await adjusted('benjamini-hochberg')
  expectClose([first, second], [4, 2], { rel: 1e-12 })
})

test('quality and segments are in the report, performance and domain are carried on', async () => {
  const { performance, domain } = {
    performance: { format: 'millrace/performance-report', schemaVersion: 1, kind: 'estimated', rows, labelled: 0 },
    domain: {
      auc: 0.7,
      interval: { lower: 0.6, upper: 0.8 },
      pValue: 0.01,
      floor: 0.02,
      drifted: true,
      sizes: { reference: rows, current: rows },
    },
  } as never as Pick<ReturnType<typeof exampleReport>, 'performance' | 'domain'>
  const known = await profileOf({ segments: ['area'], quality: { rowCount: { minimum: 1000 } } })
  const report = await compare(known, loans(2), { performance: performance!, domain: domain! })
  expect(report.quality.find(({ check }) => check === 'row-count')).toMatchObject({ status: 'failed', current: rows, column: null })
  expect(report.segments.map(({ value, status }) => `${value} ${status}`).sort()).toEqual(['Rural judged', 'Urban judged'])
  expect([report.performance, report.domain]).toEqual([performance, domain])
  expect(JSON.parse(JSON.stringify(report))).toEqual(report)
})

test('freshness is measured by the given time, else by the end of the window', async () => {
  const instants = (start: number) => tableOf({ at: columnOf(Array.from({ length: 100 }, (_, i) => start + i * 1000)) }, { at: 'instant' })
  const known = await profile(
    monitorOf(instants(0), { columns: ['at'], quality: { freshness: { column: 'at', limitMs: 10_000 } } }),
    instants(0),
  )
  const freshness = async (options: Parameters<typeof compare>[2]) =>
    (await compare(known, instants(0), options)).quality.find(({ check }) => check === 'freshness')
  expect(await freshness({ nowMs: 100_000 })).toMatchObject({ status: 'passed', current: 1000 })
  expect(await freshness({ nowMs: 200_000 })).toMatchObject({ status: 'failed' })
  expect(await freshness({ window: { toMs: 105_000 } })).toMatchObject({ status: 'passed', current: 6000 })
  expect(await freshness({})).toMatchObject({ status: 'failed' })
})
