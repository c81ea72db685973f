import { describe, expect, it } from 'vitest'
import type { ProgressEvent } from './progress.ts'
import { throttleProgress } from './throttle-progress.ts'

const setUp = (everyMs: number) => {
  const clock = { now: 0 }
  const seen: ProgressEvent[] = []
  const tell = throttleProgress((event) => seen.push(event), { everyMs, now: () => clock.now })
  return { clock, seen, tell }
}

describe('throttleProgress', () => {
  it('passes the first event, one in each interval, and the last', () => {
    const { clock, seen, tell } = setUp(100)
    for (let done = 1; done <= 25; done++) {
      clock.now = done * 10
      tell({ task: 'read', done, total: 25, unit: 'rows' })
    }
    expect(seen.map(({ done }) => done)).toEqual([1, 11, 21, 25])
  })

  it('keeps the pace of each task apart', () => {
    const { seen, tell } = setUp(100)
    for (const task of ['read', 'write', 'read', 'write']) tell({ task, done: 1, unit: 'rows' })
    expect(seen.map(({ task }) => task)).toEqual(['read', 'write'])
  })

  it('starts afresh when a task runs again', () => {
    const { seen, tell } = setUp(100)
    for (const done of [1, 2, 1, 2]) tell({ task: 'fit', done, total: 2, unit: 'folds' })
    expect(seen.map(({ done }) => done)).toEqual([1, 2, 1, 2])
  })

  it('passes a task that has nothing to do', () => {
    const { seen, tell } = setUp(100)
    tell({ task: 'read', done: 0, total: 0, unit: 'rows' })
    expect(seen).toHaveLength(1)
  })
})
