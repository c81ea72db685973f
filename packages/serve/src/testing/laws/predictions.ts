import assert from 'node:assert/strict'
import type { Json } from '@millrace/core'
import { assertRefused, idsOf, labelled, readAll, served, type WithLog, write } from './subject.ts'

export const comesBack = (withLog: WithLog) =>
  withLog(async (log) => {
    const nasty = Object.fromEntries<Json>([
      ['a "key"\n', 'line\nbreak \u2028 😀 \\'],
      ['__proto__', 'own'],
      ['', ''],
      ['tiny', 5e-324],
      ['big', -1.5e300],
      ['no', false],
    ])
    const all = [served('a'), served('b', { version: null, row: {} }), served('c', { row: nasty })]
    await write(log, ...all)
    assert.deepEqual(await readAll(log), all)
  })

export const countsAddUp = (withLog: WithLog) =>
  withLog(async (log) => {
    assert.deepEqual({ ...log.counters }, { appended: 0, dropped: 0, pending: 0 })
    await write(log, ...Array.from({ length: 100 }, (_, i) => served(`id-${i}`)))
    const { appended, dropped, pending } = log.counters
    assert.deepEqual([appended, pending], [100, 0])
    assert.equal((await idsOf(log)).length, appended - dropped)
  })

export const neverThrows = (withLog: WithLog) =>
  withLog(async (log) => {
    const cyclic: Record<string, unknown> = {}
    cyclic.self = cyclic
    for (const row of [cyclic, { big: 1n }]) log.append(served('broken', { row: row as never }))
    await write(log, served('whole'))
    assert.deepEqual(await idsOf(log), ['whole'])
    assert.equal(log.counters.dropped, 2)
  })

export const keepsWhatItWasGiven = (withLog: WithLog) =>
  withLog(async (log) => {
    const row = { income: 1 }
    const given = Object.freeze(served('a', { row }))
    log.append(given)
    row.income = 2
    await log.flush()
    assert.deepEqual((await readAll(log))[0]?.row, { income: 1 })
  })

export const filters = (withLog: WithLog) =>
  withLog(async (log) => {
    await write(
      log,
      served('a', { atMs: 10 }),
      served('b', { atMs: 20, version: 4 }),
      served('c', { atMs: 30, model: 'other' }),
      served('d', { atMs: 40, version: null }),
    )
    const cases = [
      [{}, 'abcd'],
      [{ model: 'repayment' }, 'abd'],
      [{ version: 3 }, 'ac'],
      [{ model: 'repayment', version: 3 }, 'a'],
      [{ fromMs: 20 }, 'bcd'],
      [{ beforeMs: 20 }, 'a'],
      [{ fromMs: 20, beforeMs: 40 }, 'bc'],
      [{ model: 'unknown' }, ''],
    ] as const
    for (const [query, expected] of cases) {
      assert.equal((await idsOf(log, query)).join(''), expected, JSON.stringify(query))
      if (log.count) assert.equal(await log.count(query), expected.length, `count of ${JSON.stringify(query)}`)
    }
  })

export const keepsTheOrder = (withLog: WithLog) =>
  withLog(async (log) => {
    const ids = Array.from({ length: 500 }, (_, i) => `id-${i}`)
    await write(log, ...ids.map((id, i) => served(id, { atMs: Math.floor(i / 3) })))
    assert.deepEqual(await idsOf(log), ids)
  })

export const stops = (withLog: WithLog) =>
  withLog(async (log) => {
    await write(log, served('a'), served('b'))
    const reason = new Error('enough')
    const isReason = (error: unknown) => error === reason
    await assert.rejects(idsOf(log, { signal: AbortSignal.abort(reason) }), isReason)
    const controller = new AbortController()
    const reading = async () => {
      for await (const _ of log.read({ signal: controller.signal })) controller.abort(reason)
    }
    await assert.rejects(reading(), isReason)
  })

export const endsWell = (withLog: WithLog) =>
  withLog(async (log) => {
    await log.flush()
    log.append(served('a'))
    await log[Symbol.asyncDispose]()
    assert.deepEqual(await idsOf(log), ['a'])
    log.append(served('late'))
    await log.flush()
    assert.deepEqual(await idsOf(log), ['a'])
    assert.equal(log.counters.dropped, 1)
    await assertRefused(log.addFeedback(labelled('a', 'yes')), 'E_LOG_UNWRITABLE')
    await log[Symbol.asyncDispose]()
  })
