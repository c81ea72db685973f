import { expect, test, vi } from 'vitest'
import type { Benchmark, Prepared } from './benchmark.ts'
import { measure } from './measure.ts'

const benchmark = (prepared: Partial<Prepared>, changes: Partial<Benchmark> = {}): Benchmark => ({
  name: 'reads',
  unit: 'x',
  goal: 2,
  atMost: false,
  peer: prepared.peer ? 'other' : null,
  prepare: () => ({ ours: () => 1, ...prepared }),
  ...changes,
})

/** A measure that returns one figure after the other; the first is the warm-up's. */
const figures = (...values: number[]) => vi.fn(() => values.shift() ?? Number.NaN)

test('the value against a peer is the median of three interleaved ratios, the warm-up left out', async () => {
  const calls: string[] = []
  const recorded = (name: string, next: () => number) => () => {
    calls.push(name)
    return next()
  }
  const ours = recorded('ours', figures(100, 1, 2, 1))
  const peer = recorded('peer', figures(1, 5, 4, 3))
  const { row, spread } = await measure(benchmark({ ours, peer }))
  expect(row).toEqual({ name: 'reads', value: 3, unit: 'x', goal: 2, atMost: false, peer: 'other', ok: true })
  expect(spread).toEqual([2, 5])
  expect(calls).toEqual(['ours', 'peer', 'ours', 'peer', 'ours', 'peer', 'ours', 'peer'])
})

test('without a peer the value is the figure itself, and a benchmark may compute its own', async () => {
  expect((await measure(benchmark({ ours: figures(9, 3, 1, 2) }))).row.value).toBe(2)
  expect((await measure(benchmark({ ours: () => 4, peer: () => 3, value: (ours, peer) => ours + (peer ?? 0) }))).row.value).toBe(7)
})

test.each([
  { atMost: true, goal: 1, ok: true },
  { atMost: true, goal: 0.9, ok: false },
  { atMost: false, goal: 1, ok: true },
  { atMost: false, goal: 1.1, ok: false },
])('a value of 1 with goal $goal, at most $atMost, is ok: $ok', async ({ ok, ...changes }) => {
  expect((await measure(benchmark({}, changes))).row.ok).toBe(ok)
})

test('a peer that cannot run gives a row that is not ok, and its reason', async () => {
  const peer = () => Promise.reject(new Error('no module'))
  const outcome = await measure(benchmark({ peer }))
  expect(outcome).toMatchObject({ row: { value: null, ok: false }, failure: 'the peer could not run: no module', isBroken: false })
})

test.each([
  ['preparation throws', {}, { prepare: () => Promise.reject(new Error('no disk')) }, 'no disk'],
  ['measure throws', { ours: () => Promise.reject(new Error('no disk')) }, {}, 'no disk'],
  ['figure is not finite', { ours: () => Number.NaN }, {}, 'the value of a round is NaN (ours NaN, peer undefined)'],
  ['named peer is not measured', {}, { peer: 'other' }, 'a benchmark names a peer if and only if it measures one'],
])('a benchmark whose %s is broken', async (_, prepared, changes, failure) => {
  expect(await measure(benchmark(prepared, changes))).toMatchObject({ row: { value: null, ok: false }, failure, isBroken: true })
})

test('inputs are closed, also after a failure', async () => {
  const close = vi.fn()
  await measure(benchmark({ close }))
  await measure(benchmark({ close, ours: () => Promise.reject(new Error('no disk')) }))
  expect(close).toHaveBeenCalledTimes(2)
})
