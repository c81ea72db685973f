import { seededRandom } from '@millrace/core'
import { expectClose } from '@millrace/core/testing'
import { expect, test } from 'vitest'
import { cusum } from './cusum.ts'
import type { Detector } from './detector.ts'
import { ewmaChart } from './ewma-chart.ts'

/** D. C. Montgomery, Introduction to statistical quality control, table 9.1: mean 10, deviation 1, from the 21st value on mean 11. */
const textbook = [
  9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.2, 10.34, 9.03, 11.47, 10.51, 9.4, 10.08, 9.37, 10.62, 10.31, 8.52, 10.84, 10.9,
  9.33, 12.29, 11.5, 10.6, 11.08, 10.38, 11.62, 11.31,
]

test('CUSUM has the sums of the textbook, and its signal at the 29th value', () => {
  const detector = cusum({ mean: 10, deviation: 1 })
  const signals = textbook.map((value, i) => {
    if (i === 28) expectClose(detector.figures(), { rise: 4.47, fall: 0 }, { rel: 1e-9 })
    return detector.update(value)
  })
  expect(signals.indexOf('drift')).toBe(28)
})

test('the EWMA chart has the averages and limits of the textbook, and its signal at the 29th value', () => {
  const detector = ewmaChart({ mean: 10, deviation: 1, lambda: 0.1, limit: 2.7 })
  expect(detector.update(textbook[0]!)).toBe('stable')
  expectClose(detector.figures(), { average: -0.055, limit: 0.27 }, { rel: 1e-9 })
  const signals = textbook.slice(1).map((value) => detector.update(value))
  expect(signals.indexOf('drift')).toBe(27)
})

/** Mean number of values to a signal, and its standard error. */
function runLength(
  make: () => Detector,
  { runs, shift = 0, seed }: { readonly runs: number; readonly shift?: number; readonly seed: number },
) {
  const random = seededRandom(seed)
  const lengths = Array.from({ length: runs }, () => {
    const detector = make()
    for (let length = 1; ; length++) if (detector.update(random.normal() + shift) === 'drift') return length
  })
  const mean = lengths.reduce((sum, length) => sum + length, 0) / runs
  const squares = lengths.reduce((sum, length) => sum + (length - mean) ** 2, 0)
  return { mean, error: Math.sqrt(squares / (runs - 1) / runs) }
}

const known = { mean: 0, deviation: 1 }

test.each([
  ['CUSUM, h = 4', 168, () => cusum({ ...known, decisionInterval: 4 }), 0],
  ['CUSUM, h = 5', 465, () => cusum(known), 0],
  ['CUSUM, h = 5, a shift of one deviation', 10.4, () => cusum(known), 1],
  ['EWMA, 0.2 and 2.962', 494, () => ewmaChart({ ...known, lambda: 0.2, limit: 2.962 }), 0],
  ['EWMA, 0.1 and 2.814', 486, () => ewmaChart(known), 0],
  ['EWMA, 0.1 and 2.814, a shift of one deviation', 8.16, () => ewmaChart(known), 1],
])('the mean run length of %s is %d', (_, expected, make, shift) => {
  const { mean, error } = runLength(make, { runs: 600, shift, seed: 31 })
  expect(Math.abs(mean - expected)).toBeLessThan(3 * error)
  expect(error).toBeLessThan(0.06 * expected)
})

test('without a baseline it is estimated from the warm-up, in which nothing is judged', () => {
  const random = seededRandom(9)
  for (const detector of [cusum({ warmUp: 500 }), ewmaChart({ warmUp: 500 })]) {
    const values = Array.from({ length: 800 }, (_, i) => 1e6 + 250 * random.normal() + (i < 600 ? 0 : 500))
    const signals = values.map((value) => detector.update(value))
    expect(signals.slice(0, 500).every((signal) => signal === 'stable')).toBe(true)
    const drift = signals.indexOf('drift')
    expect(drift).toBeGreaterThanOrEqual(600)
    expect(drift).toBeLessThan(620)
  }
})

test('a chart watches one direction when asked', () => {
  const falls = Array.from({ length: 50 }, () => -3)
  for (const make of [cusum, ewmaChart]) {
    const drifts = (direction: 'increase' | 'decrease') => {
      const detector = make({ ...known, direction })
      return falls.filter((value) => detector.update(value) === 'drift').length
    }
    expect(drifts('increase')).toBe(0)
    expect(drifts('decrease')).toBeGreaterThan(5)
  }
})

test('beside a warm-up without spread any other value is drift', () => {
  for (const make of [cusum, ewmaChart]) {
    const detector = make({ warmUp: 10 })
    for (let i = 0; i < 30; i++) expect(detector.update(0.1)).toBe('stable')
    expect(detector.update(0.2)).toBe('drift')
  }
})
