import type { TrainingData } from '@millrace/core'
import type { OutOfBag } from './out-of-bag.ts'

/** How good the answers are, over the rows that have one, by their weights: accuracy and log loss for classes, R2 and root mean squared error for numbers. */
export function outOfBagScore({ predictions, trees }: OutOfBag, { target, weights, task }: TrainingData): Record<string, number> {
  const rows = Array.from(trees.keys()).filter((row) => trees[row]! > 0)
  const weightOf = (row: number) => weights?.[row] ?? 1
  const mean = (of: (row: number) => number) => {
    let sum = 0
    let weight = 0
    for (const row of rows) {
      sum += weightOf(row) * of(row)
      weight += weightOf(row)
    }
    return weight === 0 ? 0 : sum / weight
  }
  if (task?.kind === 'regression') {
    const center = mean((row) => target[row]!)
    const error = mean((row) => (target[row]! - predictions[0]![row]!) ** 2)
    const spread = mean((row) => (target[row]! - center) ** 2)
    return { rows: rows.length, r2: spread === 0 ? 0 : 1 - error / spread, rmse: Math.sqrt(error) }
  }
  const probability = (row: number, label: number) => {
    if (predictions.length > 1) return predictions[label]![row]!
    return label === 1 ? predictions[0]![row]! : 1 - predictions[0]![row]!
  }
  const labels = Array.from({ length: Math.max(2, predictions.length) }, (_, label) => label)
  const guess = (row: number) => labels.reduce((best, label) => (probability(row, label) > probability(row, best) ? label : best), 0)
  return {
    rows: rows.length,
    accuracy: mean((row) => Number(guess(row) === target[row])),
    // A probability of 0 counts as 1e-15.
    logLoss: mean((row) => -Math.log(Math.max(1e-15, probability(row, target[row]!)))),
  }
}
