import { silentLogger } from '@millrace/core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { BackgroundWriter } from './background-writer.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const diskFull = (_: Buffer): Promise<void> => Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }))
/** A disk that keeps what it is given. */
function disk() {
  const written: string[] = []
  return { written, write: async (lines: Buffer) => void written.push(lines.toString()) }
}
const turn = async () => {
  for (let i = 0; i < 5; i++) await new Promise(setImmediate)
}

function writer(write: (lines: Buffer) => Promise<void>, logger = silentLogger) {
  return new BackgroundWriter({ write, flushMs: 200, flushBytes: 20, bufferBytes: 100, logger })
}

/** Ten bytes with its end. */
const line = (i: number) => `line ${i}...`

const text = (...numbers: readonly number[]) => numbers.map((i) => `${line(i)}\n`).join('')

test('lines wait for others, as long as `flushMs` at most', async () => {
  const { written, write } = disk()
  const lines = writer(write)
  lines.push('a')
  lines.push('é😀')
  await vi.advanceTimersByTimeAsync(199)
  await turn()
  expect(written).toEqual([])
  expect(lines.counters).toEqual({ appended: 2, dropped: 0, pending: 2 })
  await vi.advanceTimersByTimeAsync(1)
  await turn()
  expect(written).toEqual(['a\né😀\n'])
  expect(lines.counters.pending).toBe(0)
})

test('a batch of `flushBytes` is written at once, though not within the call', async () => {
  const { written, write } = disk()
  const lines = writer(write)
  for (const i of [1, 2, 3]) lines.push(line(i))
  expect(written).toEqual([])
  await turn()
  expect(written).toEqual([text(1, 2)])
  await lines.flush()
  expect(written).toEqual([text(1, 2), text(3)])
})

test('a line that needs more room than is left does not make those before it wait', async () => {
  const { written, write } = disk()
  const lines = writer(write)
  lines.push('a')
  lines.push('b'.repeat(50))
  await turn()
  expect(written.join('')).toBe(`a\n${'b'.repeat(50)}\n`)
})

test('while the disk is slow lines are taken as far as there is room, and the rest is counted', async () => {
  const { written, write } = disk()
  let finish = () => {}
  const lines = writer(async (given) => {
    await write(given)
    await new Promise<void>((resolve) => {
      finish = resolve
    })
  })
  for (let i = 0; i < 8; i++) lines.push(line(i))
  await turn()
  for (let i = 8; i < 20; i++) lines.push(line(i % 10))
  expect(written).toEqual([text(0, 1, 2, 3, 4, 5, 6, 7)])
  expect(lines.counters).toEqual({ appended: 20, dropped: 10, pending: 10 })
  const flushed = lines.flush()
  while (lines.counters.pending > 0) {
    finish()
    await turn()
  }
  await flushed
  expect(written.slice(1)).toEqual([text(8, 9)])
})

test('what fails is tried again, later and later, and goes on in order when the disk has room', async () => {
  const logger = { ...silentLogger, error: vi.fn(), info: vi.fn() }
  const { written, write } = disk()
  const tried = vi.fn(diskFull)
  const lines = writer(tried, logger)
  for (let i = 0; i < 12; i++) lines.push(line(i % 10))
  await turn()
  for (const ms of [1_000, 2_000, 4_000]) {
    await vi.advanceTimersByTimeAsync(ms - 1)
    const calls = tried.mock.calls.length
    await vi.advanceTimersByTimeAsync(1)
    await turn()
    expect(tried.mock.calls.length).toBe(calls + 1)
  }
  expect(lines.counters).toEqual({ appended: 12, dropped: 2, pending: 10 })
  expect(logger.error).toHaveBeenCalledTimes(1)
  tried.mockImplementation(write)
  await vi.advanceTimersByTimeAsync(8_000)
  await turn()
  expect(written.join('')).toBe(text(0, 1, 2, 3, 4, 5, 6, 7, 8, 9))
  expect(lines.counters).toEqual({ appended: 12, dropped: 2, pending: 0 })
  expect(logger.info).toHaveBeenCalledTimes(1)
  lines.push(line(0))
  await vi.advanceTimersByTimeAsync(200)
  await turn()
  expect(written.at(-1)).toBe(text(0))
})

test('who flushes does not wait for a disk that stays full: what cannot be written is counted as dropped', async () => {
  const lines = writer(diskFull)
  for (let i = 0; i < 5; i++) lines.push(line(i))
  await lines.flush()
  expect(lines.counters).toEqual({ appended: 5, dropped: 5, pending: 0 })
})

test('what comes after a flush that failed is tried again as before', async () => {
  const { written, write } = disk()
  const tried = vi.fn(diskFull)
  const lines = writer(tried)
  lines.push(line(0))
  await lines.flush()
  tried.mockImplementation(write)
  lines.push(line(1))
  await vi.advanceTimersByTimeAsync(30_000)
  await turn()
  expect(written).toEqual([text(1)])
  expect(lines.counters).toEqual({ appended: 2, dropped: 1, pending: 0 })
})

test('a line larger than the buffer is dropped', () => {
  const lines = writer(diskFull)
  lines.push('x'.repeat(100))
  expect(lines.counters).toEqual({ appended: 1, dropped: 1, pending: 0 })
})
