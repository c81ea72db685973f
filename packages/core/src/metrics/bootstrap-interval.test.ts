import { expect, test } from 'vitest'
import { seededRandom } from '../random/random.ts'
import { expectClose } from '../testing/expect-close.ts'
import { accuracy } from './accuracy.ts'
import { auc } from './auc.ts'
import { binaryMetrics } from './binary-metrics.ts'
import { bootstrapInterval } from './bootstrap-interval.ts'
import type { BootstrapOptions } from './bootstrap-options.ts'
import { binaryMetricNames } from './metric-name.ts'

function sample(rows: number, seed: number) {
  const random = seededRandom(seed)
  const label = Array.from({ length: rows }, () => (random.next() < 0.4 ? 1 : 0))
  const score = label.map((value) => 1 / (1 + Math.exp(-(random.normal() + value))))
  return { label, score }
}

test('the same seed gives the same interval, another seed another', () => {
  const scored = sample(80, 1)
  const interval = bootstrapInterval(scored, { metric: 'auc', seed: 5, rounds: 50 })
  expect(bootstrapInterval(scored, { metric: 'auc', seed: 5, rounds: 50 })).toEqual(interval)
  expect(bootstrapInterval(scored, { metric: 'auc', seed: 6, rounds: 50 })).not.toEqual(interval)
})

test('every named metric is estimated as binaryMetrics has it, at the given threshold', () => {
  const scored = { ...sample(60, 2), weight: Array.from({ length: 60 }, (_, row) => row % 3) }
  const metrics = binaryMetrics(scored, { threshold: 0.6 })
  for (const metric of binaryMetricNames) {
    const { estimate, lower, upper } = bootstrapInterval(scored, { metric, seed: 1, rounds: 40, threshold: 0.6 })
    expectClose(estimate, metrics[metric], { rel: 1e-12 })
    expect(lower).toBeLessThan(upper)
  }
})

test('a function of the drawn rows gives what the named metric gives', () => {
  const scored = { ...sample(40, 3), weight: Array.from({ length: 40 }, (_, row) => 1 + (row % 4)) }
  const named = bootstrapInterval(scored, { metric: 'auc', seed: 9, rounds: 100 })
  expectClose(bootstrapInterval(scored, { metric: auc, seed: 9, rounds: 100 }), named, { rel: 1e-12 })
})

test('the standard error of an accuracy is that of a binomial share', () => {
  const scored = sample(1000, 4)
  const share = accuracy(scored)
  const { standardError, lower, upper } = bootstrapInterval(scored, { metric: 'accuracy', seed: 4, rounds: 2000 })
  const expected = Math.sqrt((share * (1 - share)) / 1000)
  expectClose(standardError, expected, { rel: 0.06 })
  expectClose([lower, upper], [share - 1.96 * expected, share + 1.96 * expected], { rel: 0.01 })
})

test('more confidence gives a wider interval', () => {
  const scored = sample(100, 5)
  const [wide, narrow] = [0.99, 0.5].map((confidence) => bootstrapInterval(scored, { metric: 'brier', seed: 1, confidence }))
  expect(wide!.lower).toBeLessThan(narrow!.lower)
  expect(wide!.upper).toBeGreaterThan(narrow!.upper)
})

test('draws hold both labels, so a ranking metric is defined however rare one is', () => {
  const label = [1, ...Array.from({ length: 30 }, () => 0)]
  const { lower, upper } = bootstrapInterval({ label, score: label.map((value, row) => value + row) }, { metric: 'auc', seed: 2 })
  expect([lower, upper].every(Number.isFinite)).toBe(true)
})

test('rows of a single label are measured where the metric allows it', () => {
  expect(bootstrapInterval({ label: [1, 1, 1], score: [1, 1, 1] }, { metric: 'accuracy', seed: 0 })).toMatchObject({ lower: 1, upper: 1 })
})

test.each<[Partial<BootstrapOptions>, string]>([
  [{ rounds: 0 }, 'E_METRIC_OPTION'],
  [{ rounds: 1.5 }, 'E_METRIC_OPTION'],
  [{ confidence: 1 }, 'E_METRIC_OPTION'],
  [{ confidence: Number.NaN }, 'E_METRIC_OPTION'],
  [{ threshold: Number.NaN }, 'E_METRIC_OPTION'],
  [{ metric: 'toString' as 'auc' }, 'E_METRIC_OPTION'],
  [{ metric: () => Number.NaN }, 'E_METRIC_VALUE'],
  [{ seed: -1 }, 'E_SEED_INVALID'],
])('refuses %j with %s', (options, code) => {
  expect(() => bootstrapInterval(sample(10, 1), { metric: 'auc', seed: 1, ...options })).toThrow(expect.objectContaining({ code }))
})

test('the input is refused as the metric refuses it', () => {
  const seeded = { seed: 1, rounds: 2 }
  const one = { label: [1, 1], score: [0, 2] }
  expect(() => bootstrapInterval(one, { metric: 'ks', ...seeded })).toThrow(expect.objectContaining({ code: 'E_METRIC_ONE_CLASS' }))
  expect(() => bootstrapInterval(one, { metric: 'brier', ...seeded })).toThrow(expect.objectContaining({ code: 'E_METRIC_SCORE' }))
})
