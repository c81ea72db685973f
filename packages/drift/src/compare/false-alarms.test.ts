import { seededRandom } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { type Law, laws, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import { profile } from '../profile/profile.ts'
import { compare } from './compare.ts'

const significance = 0.05

/** Nominal rate plus 3.5 standard errors. */
const limit = (repeats: number) => significance + 3.5 * Math.sqrt((significance * (1 - significance)) / repeats)

interface Comparison {
  readonly reference: number
  readonly current: number
  readonly raw: boolean
}

/** Share of repeats in which any column drifted. */
async function alarmRate(
  columns: Readonly<Record<string, Law>>,
  { reference, current, raw }: Comparison,
  repeats: number,
): Promise<number> {
  const random = seededRandom(20_240_607)
  let alarms = 0
  for (let repeat = 0; repeat < repeats; repeat++) {
    const draw = (rows: number) => tableOf(Object.fromEntries(Object.entries(columns).map(([name, law]) => [name, law(random, rows)])))
    const rows = draw(reference)
    const known = await profile(monitorOf(rows), rows)
    const report = await compare(known, draw(current), raw ? { reference: rows } : {})
    if (report.drifted.length > 0) alarms++
  }
  return alarms / repeats
}

const sizes = [
  [200, 200],
  [1000, 150],
  [150, 1000],
  [1000, 40],
  [40, 1000],
] as const

const repeats = 150

describe.each(sizes)('%i against %i rows of one law', (reference, current) => {
  test.each(Object.entries(laws))('%s: at most one alarm in twenty', async (_, law) => {
    expect(await alarmRate({ x: law }, { reference, current, raw: true }, repeats)).toBeLessThanOrEqual(limit(repeats))
  })
})

test('the profile alone raises no more alarms than raw values', async () => {
  const sides = { reference: 500, current: 300 }
  const rates = [
    await alarmRate({ x: laws.normal }, { ...sides, raw: false }, repeats),
    await alarmRate({ x: laws.normal }, { ...sides, raw: true }, repeats),
  ]
  expect(rates[0]).toBeLessThanOrEqual(rates[1]!)
})

test('continuous columns alarm about as often as promised, so that nothing is lost', async () => {
  expect(await alarmRate({ x: laws.normal }, { reference: 400, current: 300, raw: true }, 400)).toBeGreaterThan(0.02)
})

test('a monitor of eight columns raises any alarm in 5 % of the draws', async () => {
  expect(await alarmRate(laws, { reference: 600, current: 300, raw: true }, repeats)).toBeLessThanOrEqual(limit(repeats))
})

test('a shift of a quarter of a standard deviation is found at 1,000 rows, and a move of ten points between levels', async () => {
  const random = seededRandom(5)
  const moved: Law = (_, rows) => ({
    type: 'string',
    codes: Int32Array.from({ length: rows }, (_, i) => (i % 10 < 4 ? 0 : i % 10 < 7 ? 1 : 2)),
    dictionary: ['level 0', 'level 857', 'level 705'],
  })
  const reference = tableOf({ x: laws.normal(random, 1000), level: laws['3 levels'](random, 1000) })
  const known = await profile(monitorOf(reference), reference)
  for (let repeat = 0; repeat < 10; repeat++) {
    const shifted = Float64Array.from({ length: 1000 }, () => 0.25 + random.normal())
    const report = await compare(known, tableOf({ x: { type: 'number', values: shifted }, level: moved(random, 1000) }), { reference })
    expect(report.drifted).toEqual(['x', 'level'])
  }
})

test('half a million rows do not alarm on a hundredth of a standard deviation', async () => {
  const random = seededRandom(6)
  const reference = tableOf({ x: laws.normal(random, 500_000) })
  const shifted = Float64Array.from({ length: 500_000 }, () => 0.02 + random.normal())
  const report = await compare(await profile(monitorOf(reference), reference), tableOf({ x: { type: 'number', values: shifted } }), {
    reference,
  })
  expect(report.columns[0]).toMatchObject({ verdict: 'small', drifted: false })
  expect(report.columns[0]!.adjustedPValue).toBeLessThan(0.001)
})
