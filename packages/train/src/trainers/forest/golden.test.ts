import { readFileSync } from 'node:fs'
import type { Task, Trainer } from '@millrace/core'
import { auc } from '@millrace/core/metrics'
import { expect, test } from 'vitest'
import { runOperations } from '../../../test/support/run-operations.ts'
import { decisionTree } from './decision-tree.ts'
import { extraTrees } from './extra-trees.ts'
import { randomForest } from './random-forest.ts'

interface Golden {
  readonly header: { readonly rows: number }
  readonly expected: Readonly<Record<string, { readonly auc: number; readonly logLoss: number; readonly r2: number }>>
  readonly features: readonly (readonly (number | null)[])[]
  readonly value: readonly number[]
  readonly label: readonly number[]
  readonly kind: readonly number[]
}

const golden: Golden = JSON.parse(readFileSync(new URL('../../../test/fixtures/forest/forest.json', import.meta.url), 'utf8'))
const { rows } = golden.header
const features = golden.features.map((column) => Float64Array.from(column, (value) => value ?? Number.NaN))
const names = features.map((_, index) => `x${index}`)

/** The mean, over some seeds, of what a metric says of the second half after fitting to the first. */
async function score(
  trainer: Trainer,
  target: readonly number[],
  task: Task,
  metric: (answers: Float64Array[], target: Float64Array) => number,
) {
  const halves = (values: Float64Array) => [values.slice(0, rows), values.slice(rows)] as const
  const [seen, unseen] = halves(Float64Array.from(target))
  let sum = 0
  for (const seed of [1, 2, 3]) {
    const { operations } = await trainer.fit({ features: features.map((column) => halves(column)[0]), names, target: seen, task }, { seed })
    sum += metric(runOperations(operations, { features: features.map((column) => halves(column)[1]), names }), unseen)
  }
  return sum / 3
}

const aucOf = ([probability]: Float64Array[], label: Float64Array) => auc({ label, score: probability! })
const logLossOf = (probabilities: Float64Array[], kind: Float64Array) =>
  kind.reduce((sum, label, row) => sum - Math.log(Math.max(1e-6, probabilities[label]![row]!)), 0) / kind.length
const r2Of = ([answers]: Float64Array[], value: Float64Array) => {
  const center = value.reduce((sum, each) => sum + each, 0) / value.length
  const spread = value.reduce((sum, each) => sum + (each - center) ** 2, 0)
  return 1 - value.reduce((sum, each, row) => sum + (each - answers![row]!) ** 2, 0) / spread
}

test.each([
  ['randomForest', randomForest(), randomForest({ minRowsLeaf: 5 }), randomForest()],
  ['extraTrees', extraTrees(), extraTrees({ minRowsLeaf: 5 }), extraTrees()],
  ['decisionTree', decisionTree({ maxDepth: 4 }), decisionTree({ minRowsLeaf: 20 }), decisionTree({ maxLeaves: 12 })],
] as const)('%s is as good on rows it has not seen as that of scikit-learn', async (name, forLabels, forKinds, forValues) => {
  const expected = golden.expected[name]!
  expect(await score(forLabels, golden.label, { kind: 'binary' }, aucOf)).toBeGreaterThan(expected.auc - 0.01)
  expect(await score(forKinds, golden.kind, { kind: 'multiclass', classes: 3 }, logLossOf)).toBeLessThan(1.04 * expected.logLoss)
  expect(await score(forValues, golden.value, { kind: 'regression' }, r2Of)).toBeGreaterThan(expected.r2 - 0.03)
})
