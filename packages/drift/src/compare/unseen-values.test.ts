import type { ColumnKind } from '@millrace/core'
import { expect, test } from 'vitest'
import { columnOf, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import type { MonitorOptions } from '../monitor/settings.ts'
import { profile } from '../profile/profile.ts'
import { compare } from './compare.ts'

type Values = readonly (number | string | null)[]

async function unseen(reference: Values, current: Values, { kind, ...options }: MonitorOptions<string> & { kind?: ColumnKind } = {}) {
  const kinds: Record<string, ColumnKind> = kind === undefined ? {} : { x: kind }
  const rows = tableOf({ x: columnOf(reference) }, kinds)
  const known = await profile(monitorOf(rows, options), rows)
  return (await compare(known, tableOf({ x: columnOf(current) }, kinds))).columns[0]!.unseen
}

test('new levels are counted and shown, the most frequent first', async () => {
  expect(await unseen(['a', 'b'], ['b', 'n', 'a', 'm', 'n', null, 'b', 'a', 'b', 'a'])).toEqual({
    count: 3,
    share: 3 / 9,
    values: ['n', 'm'],
  })
})

test('at most five are shown, long ones cut', async () => {
  const { count, values } = await unseen(['a'], ['b', 'c', 'd', 'e', 'f', 'g', 'h'.repeat(1000), 'h'.repeat(1000)])
  expect([count, values.length, values[0]]).toEqual([8, 5, expect.stringMatching(/^h{20,100}…/)])
})

test('new values of discrete numbers are new levels', async () => {
  const twice = [12, 12, 36, 36, 60, 60]
  expect(await unseen(twice, [12, 13, 60, 48, 48])).toEqual({ count: 3, share: 0.6, values: [48, 13] })
})

test('other numbers are unseen outside the range of the reference', async () => {
  const range = Array.from({ length: 100 }, (_, i) => i + 0.5)
  expect(await unseen(range, [50, 0, 100, 100, Number.POSITIVE_INFINITY])).toEqual({ count: 4, share: 0.8, values: [100, 0, 'Infinity'] })
})

test('days and booleans are shown as rows write them', async () => {
  expect((await unseen([1, 1, 2, 2], [3, 3, 1], { kind: 'day' })).values).toEqual(['1970-01-04'])
  expect((await unseen([1, 1, 1, 1], [0, 1], { kind: 'boolean' })).values).toEqual(['false'])
})

test('more levels than the profile keeps leave it open', async () => {
  expect(await unseen(['a', 'b', 'c'], ['d'], { topValues: 2 })).toEqual({ count: null, share: null, values: [] })
})
