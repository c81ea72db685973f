import { memoryEngine, type StatisticsEngine, type StatisticsRequest } from '@millrace/core'
import { array, assert, asyncProperty, constantFrom, double, integer, oneof } from 'fast-check'
import { expect, test } from 'vitest'
import { columnOf, tableOf } from '../../../test/fixtures/draws.ts'
import { engineMonitor, engineRows, expectSameProfile } from '../../../test/fixtures/engine-rows.ts'
import { monitorOf } from '../../../test/fixtures/monitors.ts'
import { profile } from '../profile.ts'
import type { NumberProfile } from '../profile-types.ts'
import { readProfile } from '../read-profile.ts'
import { profileIn } from './profile-in.ts'

const fails = (code: string) => expect.objectContaining({ code })

test.each([3000, 500, 40, 1])('cells and counts of %d rows are those of the table', async (rows) => {
  const table = engineRows(rows)
  const monitor = engineMonitor(table)
  expectSameProfile(await profileIn(memoryEngine(table), monitor), await profile(monitor, table))
})

test('counts in given cells are those of the table, segments and outcomes too', async () => {
  const reference = engineRows(1000)
  const monitor = engineMonitor(reference)
  const known = await profile(monitor, reference)
  const current = engineRows(700, 12)
  const found = await profileIn(memoryEngine(current), monitor, { cellsOf: known })
  expectSameProfile(found, await profile(monitor, current, { cellsOf: known }))
  expect(readProfile(JSON.parse(JSON.stringify(found)))).toEqual(found)
})

test('infinities are counted and left out of sums, -0 is 0', async () => {
  const value = oneof(
    integer({ min: -3, max: 3 }),
    double(),
    constantFrom(-0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN),
  )
  await assert(
    asyncProperty(
      array(value, { minLength: 1, maxLength: 60 }),
      array(value, { minLength: 1, maxLength: 60 }),
      async (reference, current) => {
        const [rows, now] = [reference, current].map((values) => tableOf({ x: columnOf(values) }))
        const known = await profile(monitorOf(rows!), rows!)
        const expected = (await profile(monitorOf(now!), now!, { cellsOf: known })).columns[0] as NumberProfile
        const found = (await profileIn(memoryEngine(now!), monitorOf(now!), { cellsOf: known })).columns[0] as NumberProfile
        for (const member of ['counts', 'count', 'nulls', 'infinite', 'minimum', 'maximum'] as const) {
          expect(found[member]).toEqual(expected[member])
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('a column that does not fit into its size is asked again with fewer cells', async () => {
  const table = tableOf({ x: columnOf(Array.from({ length: 3000 }, (_, i) => Math.sin(i % 150) * 1e-7)) })
  const monitor = monitorOf(table)
  const known = await profile(monitor, table)
  expect((known.columns[0] as NumberProfile).cells.edges.length).toBeLessThan(190)
  expectSameProfile(await profileIn(memoryEngine(table), monitor), known)
})

test('questions come in few rounds', async () => {
  const table = engineRows(900)
  const requests: StatisticsRequest[] = []
  const memory = memoryEngine(table)
  const engine: StatisticsEngine = {
    ...memory,
    statistics: (request, options) => {
      requests.push(request)
      return memory.statistics(request, options)
    },
  }
  const monitor = engineMonitor(table, { segments: [] })
  const known = await profileIn(engine, monitor)
  expect(requests.length).toBeLessThanOrEqual(6)
  requests.length = 0
  await profileIn(engine, monitor, { cellsOf: known })
  expect(requests.length).toBe(2)
})

test('no rows, identifiers and cells of other columns are typed errors', async () => {
  const rows = tableOf({ x: columnOf(Array.from({ length: 60 }, (_, i) => `LP${i}`)) }, { x: 'string' })
  const numbers = tableOf({ y: columnOf([1, 2]) })
  await expect(profileIn(memoryEngine(rows), monitorOf(rows))).rejects.toThrow(fails('E_PROFILE_IDENTIFIER'))
  await expect(profileIn(memoryEngine(numbers.slice(2)), monitorOf(numbers))).rejects.toThrow(fails('E_DRIFT_EMPTY'))
  await expect(profileIn(memoryEngine(numbers), monitorOf(rows))).rejects.toThrow(fails('E_COLUMN_UNKNOWN'))
  const known = await profile(monitorOf(numbers), numbers)
  await expect(profileIn(memoryEngine(rows), monitorOf(rows), { cellsOf: known })).rejects.toThrow(fails('E_PROFILE_MISMATCH'))
})
