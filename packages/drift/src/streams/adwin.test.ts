import { seededRandom } from '@millrace/core'
import { expectClose } from '@millrace/core/testing'
import { expect, test } from 'vitest'
import { adwin } from './adwin.ts'

const random = seededRandom(4)
const changing = Array.from({ length: 3000 }, (_, i) => (i < 2000 ? 0 : 2) + random.normal())

test('the figures of the window are those of its values', () => {
  const detector = adwin()
  const values = changing.slice(0, 1500).map((value) => value + 1e6)
  for (const value of values) detector.update(value)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
  expectClose(detector.figures(), { length: 1500, mean, deviation }, { rel: 1e-9 })
})

test('after a drift it restarts, or keeps what is newer than the cut', () => {
  const lengths = (['restart', 'shrink'] as const).map((afterDrift) => {
    const detector = adwin({ afterDrift })
    const step = changing.findIndex((value) => detector.update(value) === 'drift')
    expect(step).toBeGreaterThan(2000)
    expect(step).toBeLessThan(2100)
    return [detector.figures().length!, detector.figures().mean!] as const
  })
  expect(lengths[0]).toEqual([0, 0])
  expect(lengths[1]![0]).toBeGreaterThan(0)
  expect(lengths[1]![0]).toBeLessThan(200)
  expect(lengths[1]![1]).toBeGreaterThan(0.5)
})

test('figures stay those of the window while buckets are dropped', () => {
  const detector = adwin({ afterDrift: 'shrink', clock: 1 })
  const steps = seededRandom(6)
  const values = Array.from({ length: 4000 }, (_, i) => Math.floor(i / 500) * 3 + steps.normal())
  let drifts = 0
  for (const [i, value] of values.entries()) {
    if (detector.update(value) === 'drift') drifts++
    const { length, mean, deviation } = detector.figures() as { length: number; mean: number; deviation: number }
    if (i % 50 !== 0) continue
    const window = values.slice(i + 1 - length, i + 1)
    const expected = window.reduce((sum, one) => sum + one, 0) / length
    expectClose(mean, expected, { rel: 1e-9, abs: 1e-9 })
    expectClose(deviation, Math.sqrt(window.reduce((sum, one) => sum + (one - expected) ** 2, 0) / length), { rel: 0.1 })
  }
  expect(drifts).toBeGreaterThan(6)
})

test('twenty streams without drift give fewer false alarms than the bound allows', () => {
  const draws = seededRandom(12)
  let drifts = 0
  for (let stream = 0; stream < 20; stream++) {
    const detector = adwin()
    for (let i = 0; i < 3000; i++) if (detector.update(Number(draws.next() < 0.3)) === 'drift') drifts++
  }
  expect(drifts).toBeLessThan(2)
})
