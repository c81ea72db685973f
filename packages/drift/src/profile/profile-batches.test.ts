import { seededRandom, type Table } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { columnOf, laws, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import { profile } from './profile.ts'
import { profileBatches } from './profile-batches.ts'
import type { NumberProfile } from './profile-types.ts'

type Rows = Table<Record<string, unknown>>
const fails = (code: string) => expect.objectContaining({ code })

const random = seededRandom(6)
const table = tableOf(Object.fromEntries(Object.entries(laws).map(([name, law]) => [name, law(random, 6000)])))
const monitor = monitorOf(table, { segments: ['3 levels'] })

function* parts(size: number): Generator<Rows> {
  for (let start = 0; start < table.rowCount; start += size) yield table.slice(start, start + size)
}
async function* slowly(size: number): AsyncGenerator<Rows> {
  yield* parts(size)
}

describe('batches', () => {
  test('of at most the sample give the profile of the table', async () => {
    const known = await profile(monitor, table)
    expect(await profileBatches(monitor, [...parts(701)])).toEqual(known)
    expect(await profileBatches(monitor, () => slowly(1024))).toEqual(known)
  })

  test('are counted into given cells in one pass, from a generator', async () => {
    const known = await profile(monitor, table)
    expect(await profileBatches(monitor, parts(999), { cellsOf: known })).toEqual(await profile(monitor, table, { cellsOf: known }))
    expect((await profileBatches(monitor, slowly(4000), { cellsOf: known })).rows).toBe(6000)
  })

  test('beyond the sample are counted exactly, in cells near those of the table, by the seed alone', async () => {
    const sampled = await profileBatches(monitor, () => parts(500), { sample: 2000, seed: 1 })
    const again = await profileBatches(monitor, [...parts(800)], { sample: 2000, seed: 1 })
    expect(again).toEqual(sampled)
    expect(await profileBatches(monitor, () => parts(500), { sample: 2000, seed: 2 })).not.toEqual(sampled)
    const normal = sampled.columns[0] as NumberProfile
    expect([normal.count, normal.distinct]).toEqual([6000, null])
    expect(normal.counts.every((count) => count > 5 && count < 90)).toBe(true)
    const exact = await profile(monitor, table, { cellsOf: sampled })
    expect(normal.counts).toEqual((exact.columns[0] as NumberProfile).counts)
  })

  test('that can be read once cannot make cells', async () => {
    await expect(profileBatches(monitor, parts(500))).rejects.toThrow(fails('E_PROFILE_ONE_PASS'))
    await expect(profileBatches(monitor, slowly(500))).rejects.toThrow(fails('E_PROFILE_ONE_PASS'))
    const once = parts(500)
    await expect(profileBatches(monitor, () => once)).rejects.toThrow(fails('E_PROFILE_ONE_PASS'))
  })

  test('without rows, of another kind or with a wrong sample are typed errors', async () => {
    const known = await profile(monitor, table)
    await expect(profileBatches(monitor, [])).rejects.toThrow(fails('E_DRIFT_EMPTY'))
    await expect(profileBatches(monitor, [table.slice(0, 0)], { cellsOf: known })).rejects.toThrow(fails('E_DRIFT_EMPTY'))
    await expect(profileBatches(monitor, [tableOf({ other: columnOf([1]) })], { cellsOf: known })).rejects.toThrow(
      fails('E_COLUMN_UNKNOWN'),
    )
    const mixed = [tableOf({ x: columnOf([1]) }), tableOf({ x: columnOf(['a']) })]
    await expect(profileBatches(monitorOf(mixed[0]!), mixed)).rejects.toThrow(fails('E_PROFILE_MISMATCH'))
    await expect(profileBatches(monitor, [table], { sample: 10 })).rejects.toThrow(fails('E_DRIFT_OPTION'))
  })

  test('report progress in rows and heed a signal', async () => {
    const done: string[] = []
    await profileBatches(monitor, [...parts(3000)], {
      progress: ({ task, done: rows, unit }) => unit === 'rows' && done.push(`${task} ${rows}`),
    })
    expect(done).toEqual(['sample 3000', 'sample 6000', 'profile 3000', 'profile 6000'])
    await expect(profileBatches(monitor, [table], { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow('stopped')
  })
})
