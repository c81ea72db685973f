import { ratioMetrics } from './metric-contributions.ts'
import { type ScoreTally, sumOf } from './score-tally.ts'

export type MeasuredMetric = 'auc' | keyof typeof ratioMetrics

/** A metric on some rows, with what one row more of either label would change. */
export interface Measure {
  readonly value: number
  /** Rows that the value rests on. */
  readonly basis: number
  /** Change of the value by one positive row of an entry, to first order. */
  readonly ofPositive: Float64Array
  /** The same by one negative row. */
  readonly ofNegative: Float64Array
}

/** Fewer expected rows are none. */
const leastRows = 1e-9

/** The metric on rows in ascending order of score; null where it is not defined. */
export function measure(metric: MeasuredMetric, sorted: ScoreTally, threshold: number): Measure | null {
  return metric === 'auc' ? measureArea(sorted) : measureRatio(metric, sorted, threshold)
}

/**
 * Variance of the metric over samples of such rows: by the delta method, from the influence of each row. It is v(1 - v)/m for a share v of m rows, and DeLong's for
 * the area under the curve.
 */
export function samplingVariance({ ofPositive, ofNegative }: Measure, { positive, negative }: ScoreTally): number {
  let variance = 0
  for (let entry = 0; entry < positive.length; entry++) {
    variance += positive[entry]! * ofPositive[entry]! ** 2 + negative[entry]! * ofNegative[entry]! ** 2
  }
  return variance
}

/** Variance of the metric over the labels alone, the rows and the probabilities of their labels being given. */
export function labelVariance({ ofPositive, ofNegative }: Measure, { positive, negative }: ScoreTally): number {
  let variance = 0
  for (let entry = 0; entry < positive.length; entry++) {
    const rows = positive[entry]! + negative[entry]!
    if (rows > 0) variance += ((positive[entry]! * negative[entry]!) / rows) * (ofPositive[entry]! - ofNegative[entry]!) ** 2
  }
  return variance
}

function measureRatio(metric: keyof typeof ratioMetrics, { score, positive, negative }: ScoreTally, threshold: number): Measure | null {
  const { numerator, denominator } = ratioMetrics[metric]
  let above = 0
  let below = 0
  for (let entry = 0; entry < score.length; entry++) {
    const predicted = Number(score[entry]! >= threshold)
    above += positive[entry]! * numerator(1, predicted, score[entry]!) + negative[entry]! * numerator(0, predicted, score[entry]!)
    below += positive[entry]! * denominator(1, predicted) + negative[entry]! * denominator(0, predicted)
  }
  if (below < leastRows) return null
  const value = above / below
  const influence = (label: number) =>
    score.map((one) => {
      const predicted = Number(one >= threshold)
      return (numerator(label, predicted, one) - value * denominator(label, predicted)) / below
    })
  return { value, basis: below, ofPositive: influence(1), ofNegative: influence(0) }
}

/** DeLong's placements: of each row the share of the other label's rows on its right side, ties counting half. */
function measureArea({ score, positive, negative }: ScoreTally): Measure | null {
  const positives = sumOf(positive)
  const negatives = sumOf(negative)
  if (Math.min(positives, negatives) < leastRows) return null
  const ofPositive = new Float64Array(score.length)
  const ofNegative = new Float64Array(score.length)
  const passed = { positive: 0, negative: 0 }
  let concordant = 0
  for (let start = 0, end = 0; start < score.length; start = end) {
    const tied = { positive: 0, negative: 0 }
    for (; end < score.length && score[end] === score[start]; end++) {
      tied.positive += positive[end]!
      tied.negative += negative[end]!
    }
    const below = (passed.negative + tied.negative / 2) / negatives
    ofPositive.fill(below, start, end)
    ofNegative.fill(1 - (passed.positive + tied.positive / 2) / positives, start, end)
    concordant += tied.positive * below
    passed.positive += tied.positive
    passed.negative += tied.negative
  }
  const value = concordant / positives
  const scale = (rows: number) => Math.sqrt(rows * Math.max(rows - 1, 1))
  return {
    value,
    basis: Math.min(positives, negatives),
    ofPositive: ofPositive.map((placement) => (placement - value) / scale(positives)),
    ofNegative: ofNegative.map((placement) => (placement - value) / scale(negatives)),
  }
}
