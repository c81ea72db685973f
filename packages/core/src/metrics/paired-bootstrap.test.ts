import { expect, test } from 'vitest'
import { seededRandom } from '../random/random.ts'
import { bootstrapInterval } from './bootstrap-interval.ts'
import { brier } from './brier.ts'
import { pairedBootstrap } from './paired-bootstrap.ts'

const random = seededRandom(11)
const label = Array.from({ length: 300 }, () => (random.next() < 0.5 ? 1 : 0))
const noise = label.map(() => random.normal())
const scores = (signal: number) => label.map((value, row) => 1 / (1 + Math.exp(-(signal * (value - 0.5) + noise[row]!))))
const weak = scores(0.5)
const strong = scores(2)

test('a better model wins nearly every draw, and its interval lies above 0', () => {
  const { a, b, difference, lower, upper, betterShare } = pairedBootstrap({ label, a: weak, b: strong }, { metric: 'auc', seed: 1 })
  expect(b - a).toBe(difference)
  expect(lower).toBeGreaterThan(0)
  expect(upper).toBeGreaterThan(difference)
  expect(betterShare).toBeGreaterThan(0.99)
})

test('for a loss the better model has the lower value and still wins', () => {
  const named = pairedBootstrap({ label, a: weak, b: strong }, { metric: 'brier', seed: 1 })
  expect(named.upper).toBeLessThan(0)
  expect(named.betterShare).toBeGreaterThan(0.99)
  expect(pairedBootstrap({ label, a: weak, b: strong }, { metric: brier, seed: 1, rounds: 100, higherIsBetter: false }).betterShare).toBe(1)
  expect(pairedBootstrap({ label, a: weak, b: strong }, { metric: brier, seed: 1, rounds: 100 }).betterShare).toBe(0)
})

test('a model does not beat itself', () => {
  const itself = pairedBootstrap({ label, a: weak, b: weak }, { metric: 'logLoss', seed: 3, rounds: 100 })
  expect(itself).toMatchObject({ difference: 0, lower: 0, upper: 0, standardError: 0, betterShare: 0 })
})

test('exchanging the models mirrors the difference but for the draws', () => {
  const there = pairedBootstrap({ label, a: weak, b: strong }, { metric: 'accuracy', seed: 3 })
  const back = pairedBootstrap({ label, a: strong, b: weak }, { metric: 'accuracy', seed: 3 })
  expect(back.difference).toBe(-there.difference)
  expect(Math.abs(back.lower + there.upper)).toBeLessThan(0.03)
})

test('pairing removes what both models share', () => {
  const paired = pairedBootstrap({ label, a: weak, b: weak.map((score) => score ** 1.01) }, { metric: 'logLoss', seed: 2 })
  const alone = bootstrapInterval({ label, score: weak }, { metric: 'logLoss', seed: 2 })
  expect(paired.standardError).toBeLessThan(alone.standardError / 10)
})

test('the same seed gives the same comparison', () => {
  const compare = (seed: number) => pairedBootstrap({ label, a: weak, b: strong }, { metric: 'f1', seed, rounds: 30 })
  expect(compare(4)).toEqual(compare(4))
  expect(compare(4)).not.toEqual(compare(5))
})

test('a fault in a score column names that column', () => {
  expect(() => pairedBootstrap({ label: [0, 1], a: [0, 1], b: [0, Number.NaN] }, { metric: 'auc', seed: 1 })).toThrow(
    'pairedBootstrap: b at index 1 is NaN; it must be finite',
  )
  expect(() => pairedBootstrap({ label: [0, 1], a: [0], b: [0, 1] }, { metric: 'auc', seed: 1 })).toThrow('a has 1 rows and label 2')
})

test('confidence outside (0, 1) is refused', () => {
  expect(() => pairedBootstrap({ label, a: weak, b: strong }, { metric: 'auc', seed: 1, confidence: 0 })).toThrow(
    expect.objectContaining({ code: 'E_METRIC_OPTION' }),
  )
})
