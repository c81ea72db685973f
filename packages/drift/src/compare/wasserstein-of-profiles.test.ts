import { seededRandom } from '@millrace/core'
import { expect, test } from 'vitest'
import { laws, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import { profile } from '../profile/profile.ts'
import { compare } from './compare.ts'

const column = (law: keyof typeof laws, { seed, rows, shift = 0 }: { seed: number; rows: number; shift?: number }) => {
  const { values } = laws[law](seededRandom(seed), rows) as { values: Float64Array }
  return tableOf({ x: { type: 'number', values: values.map((x) => x + shift) } })
}

async function both(law: keyof typeof laws, shift: number) {
  const reference = column(law, { seed: 1, rows: 3000 })
  const current = column(law, { seed: 2, rows: 1500, shift })
  const known = await profile(monitorOf(reference, { tests: { x: 'wasserstein' } }), reference)
  const reports = [await compare(known, current), await compare(known, current, { reference })]
  return reports.map(({ columns }) => columns[0]!) as [(typeof reports)[0]['columns'][0], (typeof reports)[0]['columns'][0]]
}

test.each(['normal', 'lognormal', 'zero-inflated'] as const)('a shift of a %s column is found from cells as from values', async (law) => {
  const [cells, exact] = await both(law, 0.5)
  expect([cells.verdict, exact.verdict]).toEqual(['drifted', 'drifted'])
  const { lower, upper } = cells.statisticBounds ?? { lower: cells.statistic!, upper: cells.statistic! }
  expect(lower).toBeLessThanOrEqual(exact.statistic! * 1.02)
  expect(upper).toBeGreaterThanOrEqual(exact.statistic! * 0.98)
  expect(cells.noise! / exact.noise!).toBeGreaterThan(0.9)
  expect(cells.noise! / exact.noise!).toBeLessThan(1.1)
})

test.each(['normal', 'lognormal'] as const)('without drift a %s column is no alarm', async (law) => {
  const [cells, exact] = await both(law, 0)
  expect([cells.drifted, exact.drifted]).toEqual([false, false])
  expect(cells.pValueBounds!.lower).toBeLessThanOrEqual(exact.pValue! + 0.08)
  expect(cells.pValueBounds!.upper).toBeGreaterThanOrEqual(exact.pValue! - 0.08)
})

test('infinities and distances that no number can say are failures with the reason', async () => {
  const failure = async (values: readonly number[]) => {
    const rows = tableOf({ x: { type: 'number', values: Float64Array.from(values) } })
    return (await compare(await profile(monitorOf(rows, { tests: { x: 'wasserstein' } }), rows), rows)).columns[0]!.failure
  }
  expect(await failure([1, 2, Number.POSITIVE_INFINITY])).toMatch(/infinite values/)
  expect(await failure([1e308, -1e308])).toMatch(/too far apart/)
})
