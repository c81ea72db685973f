import { seededRandom } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { detectorCases } from '../../test/support/detectors.ts'
import { adwin } from './adwin.ts'
import { cusum } from './cusum.ts'
import { ddm } from './ddm.ts'
import { eddm } from './eddm.ts'
import { ewmaChart } from './ewma-chart.ts'
import { fhddm } from './fhddm.ts'
import { hddmA } from './hddm-a.ts'
import { hddmW } from './hddm-w.ts'
import { kswin } from './kswin.ts'
import { pageHinkley } from './page-hinkley.ts'
import { readDetector } from './read-detector.ts'

const notNumbers = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e101, '1', null, undefined, true, 1n, {}]

describe.each(detectorCases)('$title', ({ make, values: kind }) => {
  test.each(kind === 'errors' ? [...notNumbers, 0.5, 2, -1] : notNumbers)('refuses %s, which changes nothing', (value) => {
    const detector = make()
    detector.update(1)
    const before = JSON.stringify(detector)
    expect(() => detector.update(value as number)).toThrow(expect.objectContaining({ code: 'E_DETECTOR_VALUE' }))
    expect(() => detector.update(value as number)).toThrow(
      typeof value === 'number' ? `the value is ${value};` : `the value is a ${typeof value};`,
    )
    expect(JSON.stringify(detector)).toBe(before)
  })

  test('keeps a state of one size, however many values it sees', () => {
    const detector = make()
    const random = seededRandom(2)
    const sizes = Array.from({ length: 100 }, () => {
      for (let i = 0; i < 100; i++) detector.update(Number(random.next() < 0.3))
      return JSON.stringify(detector).length
    })
    expect(Math.max(...sizes)).toBeLessThan(2 * Math.max(...sizes.slice(0, 10)) + 200)
  })

  test('stays finite between the greatest values of either sign, and on a constant', () => {
    const detector = make()
    const extremes = kind === 'errors' ? [0, 1] : [1e100, -1e100, 0, -0, 5e-324]
    for (let i = 0; i < 300; i++) detector.update(extremes[i % extremes.length]!)
    for (let i = 0; i < 300; i++) detector.update(1)
    expect(Object.values(detector.figures()).every(Number.isFinite)).toBe(true)
    expect(() => readDetector(JSON.parse(JSON.stringify(detector)))).not.toThrow()
  })

  test('is frozen, and tells its kind', () => {
    const detector = make()
    expect(Object.isFrozen(detector)).toBe(true)
    expect(detector.toJSON()).toMatchObject({ format: 'millrace/detector', schemaVersion: 1, detector: detector.name })
  })
})

test.each([
  ['adwin: option delta is 1; it must be above 0 and below 1', () => adwin({ delta: 1 })],
  ['adwin: option clock is 0.5; it must be an integer from 1 to 1000000', () => adwin({ clock: 0.5 })],
  ["adwin: option afterDrift is keep; it must be 'restart' or 'shrink'", () => adwin({ afterDrift: 'keep' as never })],
  ['pageHinkley: option threshold is NaN; it must be at least 0', () => pageHinkley({ threshold: Number.NaN })],
  ["pageHinkley: option direction is up; it must be 'increase', 'decrease' or 'both'", () => pageHinkley({ direction: 'up' as never })],
  ['pageHinkley: option mode is up; it must be left out: there is no such option', () => pageHinkley({ mode: 'up' } as object)],
  ['ddm: option driftLimit is 1; it must be at least warningLimit', () => ddm({ driftLimit: 1 })],
  ['eddm: option beta is 0.99; it must be at most alpha', () => eddm({ beta: 0.99 })],
  ['hddmA: option warningConfidence is 0.0001; it must be at least driftConfidence', () => hddmA({ warningConfidence: 0.0001 })],
  ['hddmW: option lambda is 0; it must be above 0 and below 1', () => hddmW({ lambda: 0 })],
  ['fhddm: option window is 1; it must be an integer from 2 to 10000', () => fhddm({ window: 1 })],
  ['kswin: option recent is 99; it must be at most window - 2', () => kswin({ recent: 99 })],
  ['cusum: option deviation is undefined; it must be given together with mean', () => cusum({ mean: 1 })],
  ['cusum: option deviation is 0; it must be above 0', () => cusum({ mean: 1, deviation: 0 })],
  ['ewmaChart: option limit is Infinity; it must be above 0', () => ewmaChart({ limit: Number.POSITIVE_INFINITY })],
])('%s', (message, make) => {
  expect(make).toThrow(expect.objectContaining({ code: 'E_DRIFT_OPTION', message }))
})

test('undefined takes the default', () => {
  expect(adwin({ delta: undefined }).toJSON()).toEqual(adwin().toJSON())
})

test('FHDDM takes a rise of errors for drift, a fall only when asked', () => {
  const falling = Array.from({ length: 400 }, (_, i) => (i % (i < 200 ? 2 : 20) === 0 ? 1 : 0))
  const drifts = (direction: 'increase' | 'decrease' | 'both') => {
    const detector = fhddm({ direction })
    return falling.filter((value) => detector.update(value) === 'drift').length
  }
  expect([drifts('increase'), drifts('decrease'), drifts('both')]).toEqual([0, 1, 1])
})

test('KSWIN sees a change of the spread alone, which ADWIN does not', () => {
  const random = seededRandom(8)
  const values = Array.from({ length: 1000 }, (_, i) => random.normal() * (i < 500 ? 1 : 5))
  const firstAfter = (detector: { update(value: number): string }) => values.map((value) => detector.update(value)).indexOf('drift', 500)
  expect(firstAfter(kswin())).toBeGreaterThan(500)
  expect(firstAfter(adwin())).toBe(-1)
})
