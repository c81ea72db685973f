import { createHash } from 'node:crypto'
import type { EstimatorOperation, FittedEstimator, TrainingData, TreeEnsemble, TreesOperation } from '@millrace/core'
import { afterAll, describe, expect, test } from 'vitest'
import { mixedData } from '../../../test/support/mixed-data.ts'
import { runOperations } from '../../../test/support/run-operations.ts'
import { closeWorkers } from '../../parallel/pool.ts'
import { testTrainer } from '../../testing/index.ts'
import { decisionTree } from './decision-tree.ts'
import { extraTrees } from './extra-trees.ts'
import type { ForestOptions } from './forest-options.ts'
import type { OutOfBag } from './out-of-bag/out-of-bag.ts'
import { randomForest } from './random-forest.ts'

afterAll(closeWorkers)

testTrainer({ describe, test }, randomForest({ trees: 10, minRowsLeaf: 5 }))
testTrainer({ describe, test }, extraTrees({ trees: 10, minRowsLeaf: 5 }))
testTrainer({ describe, test }, decisionTree({ maxDepth: 3 }))

const treesOf = ({ operations }: FittedEstimator): TreeEnsemble[] =>
  operations.map((operation: EstimatorOperation) => (operation as TreesOperation<number>).trees)

function digestOf(fitted: FittedEstimator): string {
  const hash = createHash('sha256')
  for (const { categories, ...ensemble } of treesOf(fitted)) {
    for (const array of [...Object.values(ensemble), ...Object.values(categories ?? {})])
      if (ArrayBuffer.isView(array)) hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
  }
  return hash.digest('hex')
}

const binary = { kind: 'binary' } as const
const multiclass = { kind: 'multiclass', classes: 4 } as const
const regression = { kind: 'regression' } as const
const furthest = (a: Float64Array, b: Float64Array) => a.reduce((most, value, row) => Math.max(most, Math.abs(value - b[row]!)), 0)
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('a forest', () => {
  test.each([
    [binary, {}],
    [binary, { criterion: 'entropy' }],
    [multiclass, {}],
    [multiclass, { criterion: 'entropy' }],
    [regression, { maxFeatures: 0.5 }],
  ] as const)('is the same in 1, 2 and 4 threads: %j %j', async (task, options) => {
    const data = mixedData({ task, missing: 0.1, categories: true })
    const fit = async (threads: number) =>
      digestOf(await randomForest({ ...options, trees: 9, threads, outOfBag: true }).fit(data, { seed: 7 }))
    const digest = await fit(1)
    expect([await fit(2), await fit(4)]).toEqual([digest, digest])
    expect(digestOf(await randomForest({ ...options, trees: 9 }).fit(data, { seed: 8 }))).not.toBe(digest)
  })

  test.each([
    [binary, randomForest],
    [multiclass, randomForest],
    [regression, randomForest],
    [binary, extraTrees],
    [multiclass, extraTrees],
  ] as const)('fully grown from all rows answers every training row as core runs it: %j', async (task, trainer) => {
    // Distinct rows: where nothing limits the trees every leaf is pure, so that the answers are the targets if and only if core takes the ways of the bins.
    const data = mixedData({ task, missing: 0.1, categories: true, rows: 250 })
    const answers = runOperations((await trainer({ trees: 8, bootstrap: false }).fit(data, { seed: 7 })).operations, data)
    const expected =
      task.kind === 'multiclass' ? answers.map((_, label) => data.target.map((target) => Number(target === label))) : [data.target]
    expect(Math.max(...answers.map((answer, output) => furthest(answer, expected[output]!)))).toBeLessThan(1e-9)
  })

  test('gives probabilities that sum to 1, and shares all arrays but the values', async () => {
    const data = mixedData({ task: multiclass })
    const fitted = await randomForest({ trees: 7, minRowsLeaf: 5 }).fit(data, { seed: 7 })
    const answers = runOperations(fitted.operations, data)
    for (let row = 0; row < data.target.length; row++) {
      const sum = answers.reduce((total, answer) => total + answer[row]!, 0)
      expect(Math.abs(sum - 1)).toBeLessThan(1e-12)
    }
    const [first, ...others] = treesOf(fitted)
    for (const other of others) expect(other.threshold).toBe(first!.threshold)
    expect(fitted.scale).toBe('probability')
  })

  test.each([binary, multiclass, regression])('tells of rows left out what those trees answer that did not see them: %j', async (task) => {
    const data = mixedData({ task, missing: 0.1, rows: 150 })
    const told: OutOfBag[] = []
    const options: ForestOptions = { trees: 30, rowShare: 0.5, bootstrap: false, onOutOfBag: (outOfBag) => told.push(outOfBag) }
    const { operations, diagnostics } = await randomForest(options).fit(data, { seed: 7 })
    const [outOfBag] = told as [OutOfBag]
    const { trees } = operations[0] as TreesOperation<number>
    const seen = await rowsSeen(options, data)
    const expected = operations.map(() => new Float64Array(150))
    const counts = new Int32Array(150)
    for (let tree = 0; tree < 30; tree++) {
      const answers = runOperations(
        operations.map((operation) => onlyTree(operation as TreesOperation<number>, tree)),
        data,
      )
      for (let row = 0; row < 150; row++) {
        if (seen[tree]!.has(row)) continue
        counts[row]!++
        answers.forEach((answer, output) => {
          expected[output]![row]! += answer[row]!
        })
      }
    }
    expect(trees.roots).toHaveLength(30)
    expect(outOfBag.trees).toEqual(counts)
    const means = expected.map((sums) => sums.map((sum, row) => sum / counts[row]!))
    expect(Math.max(...outOfBag.predictions.map((prediction, output) => furthest(prediction, means[output]!)))).toBeLessThan(1e-8)
    expect(diagnostics.outOfBag).toMatchObject({
      rows: 150,
      ...(task.kind === 'regression' ? { r2: expect.any(Number) } : { accuracy: expect.any(Number) }),
    })
  })

  test('scores rows left out worse than rows seen, and better than the most frequent class', async () => {
    const data = mixedData({ rows: 600 })
    const { operations, diagnostics } = await randomForest({ trees: 60, outOfBag: true }).fit(data, { seed: 7 })
    const [probability] = runOperations(operations, data)
    const seen = mean(data.target.map((target, row) => Number(target === Number(probability![row]! > 0.5))))
    const { accuracy } = diagnostics.outOfBag as { accuracy: number }
    const share = mean(data.target)
    expect(accuracy).toBeLessThan(seen)
    expect(accuracy).toBeGreaterThan(Math.max(share, 1 - share) + 0.1)
  })

  test('tells how often features are split and what they gain', async () => {
    const data = mixedData({ rows: 500 })
    const fitted = await randomForest({ trees: 10 }).fit(data, { seed: 7 })
    const { splits, gain, nodes, leaves } = fitted.diagnostics as {
      splits: Record<string, number>
      gain: Record<string, number>
      nodes: number
      leaves: number
    }
    const [{ feature, gain: gains }] = treesOf(fitted) as [TreeEnsemble]
    expect(nodes).toBe(feature.length)
    expect(Object.values(splits).reduce((sum, count) => sum + count, 0)).toBe(nodes - leaves)
    expect(splits.a).toBe(feature.filter((index) => index === 0).length)
    expect(Object.values(gain).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    expect(gain.a).toBeGreaterThan(gain.d!)
    expect(gains.filter((_, node) => feature[node]! < 0).every((each) => each === 0)).toBe(true)
  })

  test('draws no more features a split than asked, and grows within its limits', async () => {
    const data = mixedData({ rows: 500 })
    const [{ feature, left, right, cover, roots }] = treesOf(
      await randomForest({ trees: 5, maxDepth: 4, minRowsLeaf: 12 }).fit(data, { seed: 7 }),
    ) as [TreeEnsemble]
    const depth = new Int32Array(feature.length)
    for (const [node, split] of feature.entries()) {
      if (split < 0) expect(cover[node]).toBeGreaterThanOrEqual(12)
      else {
        depth[left[node]!] = depth[right[node]!] = depth[node]! + 1
        expect(cover[left[node]!]! + cover[right[node]!]!).toBe(cover[node])
      }
    }
    expect(Math.max(...depth)).toBe(4)
    for (const root of roots) expect(cover[root]).toBe(500)
  })

  test('reports progress by trees and stops at an abort, in one thread and in two', async () => {
    for (const threads of [1, 2]) {
      const reason = new Error('enough')
      const controller = new AbortController()
      const fitting = randomForest({ trees: 3000, threads }).fit(mixedData(), {
        seed: 7,
        signal: controller.signal,
        progress: ({ done }) => done === 3 && controller.abort(reason),
      })
      await expect(fitting).rejects.toBe(reason)
    }
  })

  test('refuses infinite features and rows that weigh nothing', async () => {
    const data = mixedData({ rows: 20 })
    const [a, ...others] = data.features
    await expect(randomForest().fit({ ...data, features: [a!.with(3, Infinity), ...others] }, { seed: 7 })).rejects.toMatchObject({
      code: 'E_FEATURE_RANGE',
      details: { feature: 'a', row: 3 },
    })
    await expect(randomForest().fit({ ...data, weights: new Float64Array(20) }, { seed: 7 })).rejects.toMatchObject({
      code: 'E_TRAINING_EMPTY',
    })
  })

  test.each<ForestOptions>([
    { trees: 0 },
    { trees: 1.5 },
    { maxFeatures: 0 },
    { maxFeatures: 1.1 },
    { rowShare: 0 },
    { maxDepth: 0 },
    { maxLeaves: 1 },
    { minRowsLeaf: 0 },
    { minRowsSplit: 1 },
    { minGain: Number.NaN },
    { maxBins: 256 },
    { threads: 0 },
    { criterion: 'squared' as 'gini' },
  ])('refuses %j', (options) => {
    expect(() => randomForest(options)).toThrow(RangeError)
  })
})

/** The operation with one of its trees. */
function onlyTree({ trees, ...operation }: TreesOperation<number>, tree: number): Omit<TreesOperation<number>, 'args'> {
  const from = trees.roots[tree]!
  const to = trees.roots[tree + 1] ?? trees.feature.length
  const moved = (children: Int32Array) => children.slice(from, to).map((child) => (child < 0 ? child : child - from))
  const cut = Object.fromEntries(
    (['feature', 'threshold', 'missingLeft', 'value', 'cover', 'gain'] as const).map((name) => [name, trees[name].slice(from, to)]),
  )
  const ensemble = { ...trees, ...cut, roots: Int32Array.of(0), left: moved(trees.left), right: moved(trees.right) }
  return { ...operation, trees: ensemble as TreeEnsemble }
}

/** Which rows each tree saw: the same draws with one more feature, the number of the row, that every split has to take. */
async function rowsSeen(options: ForestOptions, data: TrainingData): Promise<Set<number>[]> {
  const rows = data.target.length
  const number = Float64Array.from({ length: rows }, (_, row) => row)
  const numbered = { features: [number], names: ['row'], target: number.map((row) => row % 251), task: regression }
  const fitted = await randomForest({ ...options, onOutOfBag: undefined }).fit(numbered, { seed: 7 })
  return Array.from({ length: options.trees! }, (_, tree) => {
    const [answers] = runOperations(
      fitted.operations.map((operation) => onlyTree(operation as TreesOperation<number>, tree)),
      numbered,
    )
    return new Set(Array.from(number.keys()).filter((row) => Math.abs(answers![row]! - row) < 1e-9))
  })
}
