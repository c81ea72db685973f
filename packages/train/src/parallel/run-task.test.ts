import { afterAll, describe, expect, test } from 'vitest'
import type { TestPayload } from '../../test/fixtures/parallel-task.ts'
import { closeWorkers } from './pool.ts'
import { runTask } from './run-task.ts'
import type { TaskName } from './tasks.ts'

const name = new URL('../../test/fixtures/parallel-task.ts', import.meta.url).href as TaskName
const payload = (rounds: number, changes: Partial<TestPayload> = {}): TestPayload => ({
  shared: new Int32Array(new SharedArrayBuffer(64)),
  rounds,
  ...changes,
})
/** In each round the threads add their indexes and the round. */
const sumOf = (rounds: number, threads: number) => (threads * rounds * (rounds - 1)) / 2 + (rounds * threads * (threads - 1)) / 2

afterAll(closeWorkers)

describe('runTask', () => {
  test.each([1, 2, 3])('runs a task in %i threads that meet at barriers, and tells what they post', async (threads) => {
    const posted: unknown[] = []
    const results = await runTask<number>(name, { payload: payload(200), threads, onMessage: (message) => posted.push(message) })
    expect(results).toEqual(new Array(threads).fill(sumOf(200, threads)))
    expect(posted).toHaveLength(threads)
    expect(posted).toContainEqual({ index: threads - 1, rounds: 200 })
  })

  test.each([
    ['throw-millrace', { code: 'E_EXAMPLE', message: 'no good', details: { row: 3 } }],
    ['throw-range', { name: 'RangeError', message: 'rounds are too many' }],
    ['throw', { code: 'E_WORKER_DIED', cause: { name: 'TypeError', message: 'a bug' } }],
    ['unclonable', { code: 'E_WORKER_DIED' }],
    ['exit', { code: 'E_WORKER_DIED' }],
  ] as const)(
    'a thread that does not come to the barrier (%s) rejects the run, and the others do not wait for it',
    async (instead, error) => {
      await expect(runTask(name, { payload: payload(10, { odd: 1, instead }), threads: 2 })).rejects.toMatchObject(error)
      expect(await runTask<number>(name, { payload: payload(10), threads: 2 })).toEqual([sumOf(10, 2), sumOf(10, 2)])
    },
  )

  test('an aborted run rejects with the reason of the signal, and its threads can be used again', async () => {
    const reason = new Error('enough')
    const controller = new AbortController()
    const running = runTask(name, { payload: payload(1e9), threads: 2, signal: controller.signal })
    setTimeout(() => controller.abort(reason), 20)
    await expect(running).rejects.toBe(reason)
    await expect(runTask(name, { payload: payload(3), threads: 2, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(await runTask<number>(name, { payload: payload(3), threads: 2 })).toEqual([sumOf(3, 2), sumOf(3, 2)])
  })

  test('runs at the same time get their threads together, so that none waits for the others', async () => {
    const runs = Array.from({ length: 5 }, (_, run) => runTask<number>(name, { payload: payload(20 + run), threads: 2 + (run % 2) }))
    const results = await Promise.all(runs)
    expect(results.map(([first]) => first)).toEqual([0, 1, 2, 3, 4].map((run) => sumOf(20 + run, 2 + (run % 2))))
  })

  test('closing the workers rejects what runs in them', async () => {
    const running = runTask(name, { payload: payload(1e9), threads: 2 })
    setTimeout(closeWorkers, 20)
    await expect(running).rejects.toMatchObject({ code: 'E_WORKER_DIED' })
  })
})
