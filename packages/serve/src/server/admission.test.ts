import { describe, expect, it } from 'vitest'
import { createAdmission } from './admission.ts'
import { Refusal } from './refusal.ts'

const limits = { queue: 20, queueMs: 50, timeoutMs: 1000 }
const shape = (more = {}) => ({ rows: 1, startMs: performance.now(), isGone: () => false, ...more })
const busy = (ms: number) => {
  const until = performance.now() + ms
  while (performance.now() < until);
}
/** What became of work: its value, the code of a refusal, or an error. */
const outcome = async (run: () => unknown) => {
  try {
    return await run()
  } catch (error) {
    return error instanceof Refusal ? error.code : error
  }
}
describe('admission', () => {
  it('lets work wait, runs it in its order, and gives what it gives or throws', async () => {
    const admission = createAdmission(limits, () => undefined)
    const order: number[] = []
    const error = new Error('no')
    const work = [1, 2, 3].map((i) =>
      outcome(() =>
        admission.run(() => {
          order.push(i)
          if (i === 2) throw error
          return i
        }, shape()),
      ),
    )
    expect(admission.length).toBe(3)
    expect(order).toEqual([])
    expect(await Promise.all(work)).toEqual([1, error, 3])
    expect(order).toEqual([1, 2, 3])
    expect(admission.length).toBe(0)
  })

  it('refuses at once what finds the line full', async () => {
    let shed = 0
    const admission = createAdmission(limits, () => shed++)
    const outcomes = await Promise.all(Array.from({ length: 25 }, () => outcome(() => admission.run(() => 'done', shape()))))
    expect(outcomes).toEqual([...Array(20).fill('done'), ...Array(5).fill('overloaded')])
    expect(shed).toBe(5)
  })

  it('refuses early where the wait would be too long, by what rows took before', async () => {
    const admission = createAdmission({ ...limits, queue: 1000 }, () => undefined)
    for (let i = 0; i < 30; i++) await admission.run(() => busy(10), shape())
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => outcome(() => admission.run(() => 'done', shape()))))
    const done = outcomes.filter((each) => each === 'done').length
    expect(done).toBeGreaterThanOrEqual(16)
    expect(done).toBeLessThan(40)
    expect(outcomes).toContain('overloaded')
  })

  it('lets other work of the event loop in between', async () => {
    const admission = createAdmission(limits, () => undefined)
    let turns = 0
    const count = () => {
      turns++
      immediate = setImmediate(count)
    }
    let immediate = setImmediate(count)
    await Promise.all(Array.from({ length: 8 }, () => admission.run(() => busy(3), shape())))
    clearImmediate(immediate)
    expect(turns).toBeGreaterThanOrEqual(6)
  })

  it('skips work that nobody waits for, or whose time is over', async () => {
    const admission = createAdmission(limits, () => undefined)
    let runs = 0
    const shapes = [shape({ isGone: () => true }), shape({ startMs: performance.now() - 2000 }), shape()]
    expect(await Promise.all(shapes.map((each) => outcome(() => admission.run(() => ++runs, each))))).toEqual(['timed_out', 'timed_out', 1])
  })
})
