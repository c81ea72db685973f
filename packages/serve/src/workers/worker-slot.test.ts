import { MillraceError } from '@millrace/core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { WorkerEvent } from './worker-event.ts'
import type { WorkerExit } from './worker-process.ts'
import { WorkerSlot } from './worker-slot.ts'

/** A process that does what the test says. */
class FakeProcess {
  static all: FakeProcess[] = []
  readonly pid = FakeProcess.all.push(this)
  isReady = false
  isEnding = false
  becomeReady = () => {}
  exit: (exit: WorkerExit) => void = () => {}
  readonly exited = new Promise<WorkerExit>((resolve) => {
    this.exit = resolve
  })

  whenReady(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.becomeReady = () => {
        this.isReady = true
        resolve('http://here')
      }
      void this.exited.then(() => reject(new MillraceError({ code: 'E_WORKER_FAILED', message: 'ended' })))
    })
  }

  async drain(): Promise<WorkerExit> {
    this.isEnding = true
    this.exit({ code: 0, signal: null })
    return await this.exited
  }
}

vi.mock('./worker-process.ts', () => ({
  WorkerProcess: vi.fn(function Fake() {
    return new FakeProcess()
  }),
}))

const events: WorkerEvent[] = []
const crash = { code: 9, signal: null }
const settle = () => vi.advanceTimersByTimeAsync(0)
const last = () => FakeProcess.all.at(-1)!

function slot() {
  const program = { path: 'program', args: [], env: {} }
  return new WorkerSlot({ program, readyMs: 1000, drainMs: 1000, onEvent: (event) => events.push(event) })
}

async function started(): Promise<WorkerSlot> {
  const place = slot()
  const ready = place.replace()
  await settle()
  last().becomeReady()
  expect(await ready).toBe('http://here')
  return place
}

beforeEach(() => {
  vi.useFakeTimers()
  FakeProcess.all = []
  events.length = 0
})
afterEach(() => {
  vi.useRealTimers()
})

test('the one before is asked to end when the new one is ready, and not sooner', async () => {
  const place = await started()
  const replaced = place.replace()
  await settle()
  const [before, after] = FakeProcess.all as [FakeProcess, FakeProcess]
  expect([before.isEnding, place.pid]).toEqual([false, 1])
  after.becomeReady()
  await replaced
  expect([before.isEnding, place.pid]).toEqual([true, 2])
  expect(events.map(({ type, pid }) => `${type} ${pid}`)).toEqual(['ready 1', 'ready 2', 'exited 1'])
})

test('the one before stays when the new one fails', async () => {
  const place = await started()
  const replaced = place.replace()
  replaced.catch(() => undefined)
  await settle()
  last().exit(crash)
  await expect(replaced).rejects.toMatchObject({ code: 'E_WORKER_FAILED' })
  await vi.advanceTimersByTimeAsync(60_000)
  expect([place.pid, FakeProcess.all.length]).toEqual([1, 2])
})

test('one that keeps crashing is replaced later and later', async () => {
  await started()
  const delays: number[] = []
  for (let i = 0; i < 10; i++) {
    const count = FakeProcess.all.length
    last().exit(crash)
    await settle()
    let delay = 0
    for (; FakeProcess.all.length === count; delay += 100) await vi.advanceTimersByTimeAsync(100)
    delays.push(delay)
    last().becomeReady()
    await settle()
  }
  expect(delays).toEqual([100, 200, 400, 800, 1600, 3200, 6400, 12_800, 25_600, 30_000])
})

test('one that ran for a while is replaced soon, whatever was before', async () => {
  await started()
  for (const steadyMs of [0, 0, 10_000]) {
    await vi.advanceTimersByTimeAsync(steadyMs)
    last().exit(crash)
    await vi.advanceTimersByTimeAsync(400)
    last().becomeReady()
    await settle()
  }
  expect(events.flatMap((event) => (event.type === 'exited' ? event.restartMs : []))).toEqual([100, 200, 100])
})

test('one that crashes while it is replaced anyway is not replaced twice', async () => {
  const place = await started()
  const replaced = place.replace()
  await settle()
  FakeProcess.all[0]!.exit(crash)
  await settle()
  last().becomeReady()
  await replaced
  await vi.advanceTimersByTimeAsync(60_000)
  expect([place.pid, FakeProcess.all.length]).toEqual([2, 2])
})

test('an empty place is filled when the one that should have filled it failed', async () => {
  const place = await started()
  const replaced = place.replace()
  replaced.catch(() => undefined)
  await settle()
  FakeProcess.all[0]!.exit(crash)
  last().exit(crash)
  await settle()
  await vi.advanceTimersByTimeAsync(100)
  last().becomeReady()
  await settle()
  expect([place.pid, FakeProcess.all.length]).toEqual([3, 3])
})

test('a place that is closed stays empty', async () => {
  const place = await started()
  last().exit(crash)
  await settle()
  await place.close()
  expect(await place.replace()).toBe(null)
  await vi.advanceTimersByTimeAsync(60_000)
  expect([place.pid, FakeProcess.all.length]).toEqual([null, 1])
})
