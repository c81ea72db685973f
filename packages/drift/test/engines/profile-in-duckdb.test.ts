import { duckdbEngine, openDuckdb } from '@millrace/data/duckdb'
import { afterAll, expect, test } from 'vitest'
import { profileIn } from '../../src/profile/engine/profile-in.ts'
import { profile } from '../../src/profile/profile.ts'
import { engineMonitor, engineRows, expectSameProfile } from '../fixtures/engine-rows.ts'

const duckdb = await openDuckdb({ threads: 2 })
afterAll(() => duckdb.close())

test.each([2000, 300])('DuckDB makes the cells of %d rows and counts into them as a table does', async (rows) => {
  const table = engineRows(rows)
  const monitor = engineMonitor(table, { segments: [] })
  await using engine = await duckdbEngine(table, { duckdb })
  expectSameProfile(await profileIn(engine, monitor), await profile(monitor, table))
})

test('DuckDB counts into given cells as a table does, segments and outcomes too', async () => {
  const reference = engineRows(1000)
  const monitor = engineMonitor(reference)
  const known = await profile(monitor, reference)
  const current = engineRows(700, 12)
  await using engine = await duckdbEngine(current, { duckdb })
  expectSameProfile(await profileIn(engine, monitor, { cellsOf: known }), await profile(monitor, current, { cellsOf: known }))
})

test('progress comes from the engine, and a signal stops it', async () => {
  const table = engineRows(100)
  await using engine = await duckdbEngine(table, { duckdb })
  const tasks = new Set<string>()
  await profileIn(engine, engineMonitor(table, { segments: [] }), { progress: ({ task }) => tasks.add(task) })
  expect(tasks.size).toBe(1)
  await expect(profileIn(engine, engineMonitor(table), { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow('stopped')
})
