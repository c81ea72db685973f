import { seededRandom } from '@millrace/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { detectorCases } from '../../test/support/detectors.ts'
import { readDetector } from './read-detector.ts'

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

test.each(detectorCases)('$title goes on exactly from a state that was saved at any step', ({ make, values: kind }) => {
  const drifts = { seen: 0 }
  const draw = fc.record({ seed: fc.nat(), levels: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 3 }) })
  fc.assert(
    fc.property(draw, fc.double({ min: 0, max: 1, noNaN: true }), ({ seed, levels }, cut) => {
      const random = seededRandom(seed)
      const values = [0.05, ...levels, 0.95].flatMap((level) =>
        Array.from({ length: 70 }, () => (kind === 'errors' ? Number(random.next() < level) : level + 0.3 * random.normal())),
      )
      const whole = make()
      const before = Math.floor(cut * values.length)
      for (const value of values.slice(0, before)) whole.update(value)
      const resumed = readDetector(throughJson(whole))
      const signals = values.slice(before).map((value) => whole.update(value))
      expect(values.slice(before).map((value) => resumed.update(value))).toEqual(signals)
      drifts.seen += signals.filter((signal) => signal === 'drift').length
      expect(JSON.stringify(resumed)).toBe(JSON.stringify(whole))
      expect(resumed.figures()).toEqual(whole.figures())
    }),
    { numRuns: 25, seed: 1 },
  )
  expect(drifts.seen).toBeGreaterThan(0)
})

test.each(detectorCases)('$title can be saved after every single value', ({ make, values: kind }) => {
  const random = seededRandom(3)
  const whole = make()
  let resumed = make()
  for (let step = 0; step < 300; step++) {
    const level = step < 150 ? 0.1 : 0.7
    const value = kind === 'errors' ? Number(random.next() < level) : level + random.next()
    resumed = readDetector(throughJson(resumed))
    expect(resumed.update(value)).toBe(whole.update(value))
  }
  expect(JSON.stringify(resumed)).toBe(JSON.stringify(whole))
})
