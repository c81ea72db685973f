import { array, assert, constantFrom, double, integer, property, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { expectClose } from '../testing/expect-close.ts'
import { auc, binaryMetricNames, binaryMetrics, fitIsotonic, fitSigmoid, isotonicProbability, rocCurve, type Scored } from './index.ts'

const probability = constantFrom(0, 0.25, 0.5, 0.75, 1)
const anyScore = double({ min: 0, max: 1, noNaN: true })
const row = tuple(
  constantFrom(0, 1),
  probability.chain((tied) => constantFrom(tied, -1)),
  anyScore,
  integer({ min: 0, max: 3 }),
)

/** Rows of both labels, some scores tied, with whole weights of which each label has a positive one. */
const scoredRows = array(row, { minLength: 0, maxLength: 40 }).map((rows) => {
  const all = [[0, 0.4, 0, 1] as const, [1, 0.6, 0, 2] as const, ...rows]
  return {
    label: all.map(([label]) => label),
    score: all.map(([, tied, free]) => (tied < 0 ? free : tied)),
    weight: all.map(([, , , weight]) => weight),
  }
})

const near = { rel: 1e-12, abs: 1e-12 }
const numbersOf = (scored: Scored) => {
  const metrics = binaryMetrics(scored)
  return binaryMetricNames.map((name) => metrics[name])
}

test('the area is invariant to increasing maps of the score', () => {
  assert(
    property(scoredRows, ({ label, score, weight }) => {
      const bent = score.map((value) => (value > 0.5 ? 1024 * value : 2 * value))
      expectClose(auc({ label, score: bent, weight }), auc({ label, score, weight }), near)
    }),
  )
})

test('turning the labels or the scores round turns the area round', () => {
  assert(
    property(scoredRows, ({ label, score, weight }) => {
      const area = auc({ label, score, weight })
      expectClose(auc({ label: label.map((value) => 1 - value), score, weight }), 1 - area, near)
      expectClose(auc({ label, score: score.map((value) => -value), weight }), 1 - area, near)
    }),
  )
})

test('the area is the share of pairs that are ranked rightly', () => {
  assert(
    property(scoredRows, ({ label, score, weight }) => {
      let [right, pairs] = [0, 0]
      for (const [i, positive] of label.entries()) {
        for (const [j, negative] of label.entries()) {
          if (positive !== 1 || negative !== 0) continue
          pairs += weight[i]! * weight[j]!
          right += weight[i]! * weight[j]! * (Math.sign(score[i]! - score[j]!) / 2 + 0.5)
        }
      }
      expectClose(auc({ label, score, weight }), right / pairs, near)
    }),
  )
})

test('a weight counts as so many equal rows, for every metric', () => {
  assert(
    property(scoredRows, ({ label, score, weight }) => {
      const repeat = (values: readonly number[]) => values.flatMap((value, i) => Array.from({ length: weight[i]! }, () => value))
      expectClose(numbersOf({ label, score, weight }), numbersOf({ label: repeat(label), score: repeat(score) }), near)
    }),
  )
})

test('the scale of the weights does not matter to any metric', () => {
  assert(
    property(scoredRows, constantFrom(2 ** -700, 2 ** -30, 2 ** 700), ({ label, score, weight }, scale) => {
      const scaled = { label, score, weight: weight.map((value) => scale * value) }
      expectClose(numbersOf(scaled), numbersOf({ label, score, weight }), near)
      expectClose(fitIsotonic(scaled), fitIsotonic({ label, score, weight }), near)
    }),
  )
})

test('the order of the rows does not matter to any metric', () => {
  assert(
    property(scoredRows, ({ label, score, weight }) => {
      const turned = { label: label.toReversed(), score: score.toReversed(), weight: weight.toReversed() }
      expectClose(numbersOf(turned), numbersOf({ label, score, weight }), near)
    }),
  )
})

test('the metrics stay in their ranges', () => {
  assert(
    property(scoredRows, (scored) => {
      const { logLoss, mcc, confusion, rows, threshold, ...shares } = binaryMetrics(scored)
      expect(logLoss).toBeGreaterThan(0)
      expect(Math.abs(mcc)).toBeLessThanOrEqual(1)
      for (const share of Object.values(shares)) expect(share >= 0 && share <= 1).toBe(true)
    }),
  )
})

test('the ROC curve rises from (0, 0) to (1, 1) with falling thresholds', () => {
  assert(
    property(scoredRows, (scored) => {
      const curve = rocCurve(scored)
      for (const rate of [curve.falsePositiveRate, curve.truePositiveRate]) {
        expect([rate[0], rate.at(-1)]).toEqual([0, 1])
        expect(Array.from(rate)).toEqual(Array.from(rate.toSorted()))
      }
      expect(Array.from(curve.threshold)).toEqual(Array.from(curve.threshold.toSorted().reverse()))
    }),
  )
})

test('an isotonic calibration never falls, keeps the mean and gains nothing from a second fit', () => {
  assert(
    property(scoredRows, ({ label, score, weight }) => {
      const isotonic = fitIsotonic({ label, score, weight })
      const fitted = score.map((value) => isotonicProbability(isotonic, value))
      const order = score.map((_, i) => i).sort((i, j) => score[i]! - score[j]!)
      for (let i = 1; i < order.length; i++) expect(fitted[order[i]!]!).toBeGreaterThanOrEqual(fitted[order[i - 1]!]!)
      const sum = (values: readonly number[]) => values.reduce((total, value, i) => total + value * weight[i]!, 0)
      expectClose(sum(fitted), sum(label), near)
      const again = fitIsotonic({ label, score: fitted, weight })
      expectClose(
        fitted.map((value) => isotonicProbability(again, value)),
        fitted,
        near,
      )
    }),
  )
})

test('a sigmoid calibration leaves no slope: its residuals add up to 0 against the smoothed targets', () => {
  assert(
    property(scoredRows, ({ label, score, weight }) => {
      const { a, b } = fitSigmoid({ label, score, weight })
      const total = (wanted: number) => weight.reduce((sum, value, i) => sum + (label[i] === wanted ? value : 0), 0)
      const target = [1 / (total(0) + 2), (total(1) + 1) / (total(1) + 2)]
      const residuals = score.map((value, i) => weight[i]! * (target[label[i]!]! - 1 / (1 + Math.exp(a * value + b))))
      expectClose(
        residuals.reduce((sum, residual) => sum + residual, 0),
        0,
        { rel: 0, abs: 1e-9 },
      )
      expectClose(
        residuals.reduce((sum, residual, i) => sum + residual * score[i]!, 0),
        0,
        { rel: 0, abs: 1e-9 },
      )
    }),
  )
})
