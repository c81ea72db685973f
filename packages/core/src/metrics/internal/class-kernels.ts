import { aucOf } from '../auc.ts'
import type { CheckedClasses } from './check-classes.ts'
import { rankScores } from './rank-scores.ts'
import { meanOf, type Weighed } from './weighed.ts'

/** Weight of rows by actual class, then by predicted class. */
export type ClassCounts = readonly Float64Array[]

/** Index of the most probable class of each row, the first of equals. */
function predictedOf({ probability }: CheckedClasses): Int32Array {
  const [first, ...others] = probability
  const predicted = new Int32Array(first!.length)
  const most = first!.slice()
  for (const [i, column] of others.entries()) {
    for (let row = 0; row < most.length; row++) {
      if (!(column[row]! > most[row]!)) continue
      most[row] = column[row]!
      predicted[row] = i + 1
    }
  }
  return predicted
}

/** Counts what was predicted where. */
export function countsOf(rows: CheckedClasses): (weight: Float64Array) => ClassCounts {
  const predicted = predictedOf(rows)
  const { label, probability } = rows
  return (weight) => {
    const counts = probability.map(() => new Float64Array(probability.length))
    for (let row = 0; row < label.length; row++) counts[label[row]!]![predicted[row]!]! += weight[row]!
    return counts
  }
}

/** Precision, recall and F1 of a class, each 0 where it divides by nothing, and the weight of its rows. */
export function classRates(counts: ClassCounts, own: number) {
  const right = counts[own]![own]!
  const support = counts[own]!.reduce((sum, value) => sum + value, 0)
  const predicted = counts.reduce((sum, row) => sum + row[own]!, 0)
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0)
  return {
    precision: share(right, predicted),
    recall: share(right, support),
    f1: share(2 * right, support + predicted),
    support,
    predicted,
  }
}

/** Mean of a rate over the classes that are not left out. */
export function macro(counts: ClassCounts, rate: 'precision' | 'recall' | 'f1', over: 'actual' | 'any'): number {
  let sum = 0
  let classes = 0
  for (const own of counts.keys()) {
    const rates = classRates(counts, own)
    if (rates.support === 0 && (over === 'actual' || rates.predicted === 0)) continue
    sum += rates[rate]
    classes++
  }
  return sum / classes
}

export function accuracyOf(counts: ClassCounts): number {
  let right = 0
  let total = 0
  for (const [own, row] of counts.entries()) {
    right += row[own]!
    total += row.reduce((sum, value) => sum + value, 0)
  }
  return right / total
}

/** The least that is taken for a probability, as for two classes. */
export function classLogLossOf({ label, probability }: CheckedClasses): Weighed {
  return meanOf(
    Float64Array.from(label, (own, row) => -Math.log(Math.min(Math.max(probability[own]![row]!, Number.EPSILON), 1 - Number.EPSILON))),
  )
}

/** Areas under the curve of each class against the others; NaN where there are no rows of it, or none of others. */
export function classAucsOf({ label, probability }: CheckedClasses): readonly Weighed[] {
  return probability.map((column, own) => {
    const { score, rank } = rankScores(column)
    return (weight) => {
      const tally = { score, positive: new Float64Array(score.length), negative: new Float64Array(score.length) }
      for (let row = 0; row < rank.length; row++) {
        const side = label[row] === own ? tally.positive : tally.negative
        side[rank[row]!]! += weight[row]!
      }
      return aucOf(tally)
    }
  })
}

/** The mean area under the curve over the classes that have one; NaN where none has. */
export function macroAucOf(rows: CheckedClasses): Weighed {
  const areas = classAucsOf(rows)
  return (weight) => {
    const known = areas.map((area) => area(weight)).filter(Number.isFinite)
    return known.reduce((sum, area) => sum + area, 0) / known.length
  }
}
