import { seededRandom, type TrainingData, type TreeEnsemble, type TreesOperation } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { mixedData } from '../../../test/support/mixed-data.ts'
import { runOperations } from '../../../test/support/run-operations.ts'
import { decisionTree } from './decision-tree.ts'
import type { TreeOptions } from './forest-options.ts'

async function grow(
  data: Omit<TrainingData, 'names'> & { readonly names?: readonly string[] },
  options: TreeOptions = {},
  seed = 7,
): Promise<TreeEnsemble> {
  const names = data.features.map((_, index) => `x${index}`)
  const { operations } = await decisionTree(options).fit({ names, ...data }, { seed })
  return (operations[0] as TreesOperation<number>).trees
}

const columns = ({ feature, threshold, left, value, cover }: TreeEnsemble) => ({ feature, threshold, left, value, cover })

describe('a decision tree', () => {
  test('splits in the middle of two values, with shares, weights and gains', async () => {
    const tree = await grow({ features: [Float64Array.of(1, 2, 3, 4)], target: Float64Array.of(0, 0, 1, 1) })
    expect(tree).toMatchObject({
      feature: Int32Array.of(0, -1, -1),
      threshold: Float64Array.of(2.5, 0, 0),
      left: Int32Array.of(1, -1, -1),
      right: Int32Array.of(2, -1, -1),
      value: Float64Array.of(0.5, 0, 1),
      cover: Float64Array.of(4, 2, 2),
      // The Gini impurity of 4 rows, 1/2 each, becomes 0.
      gain: Float64Array.of(2, 0, 0),
      base: 0,
      aggregate: 'mean',
    })
  })

  test.each([{ maxDepth: 3 }, { maxDepth: 3, criterion: 'entropy' }, { maxLeaves: 8 }] as const)(
    'does not depend on the seed, and takes a row of weight 3 for three: %j',
    async (options) => {
      for (const task of [{ kind: 'binary' }, { kind: 'multiclass', classes: 3 }, { kind: 'regression' }] as const) {
        const data = mixedData({ rows: 300, task, missing: 0.1, categories: true })
        // Sums of such targets are exact.
        const target = data.target.map(Math.round)
        const weights = Float64Array.from(target, (_, row) => [1, 3, 2][row % 3]!)
        const repeated = Array.from(target.keys()).flatMap((row) => new Array<number>(weights[row]!).fill(row))
        const pick = (values: Float64Array) => Float64Array.from(repeated, (row) => values[row]!)
        const weighted = await grow({ ...data, target, weights }, options)
        expect(columns(await grow({ ...data, target, weights }, options, 8))).toEqual(columns(weighted))
        const again = await grow({ ...data, features: data.features.map(pick), target: pick(target) }, options)
        expect(Array.from(again.feature)).toEqual(Array.from(weighted.feature))
        expect(Array.from(again.cover)).toEqual(Array.from(weighted.cover))
        again.value.forEach((value, node) => {
          expect(Math.abs(value - weighted.value[node]!)).toBeLessThan(1e-9)
        })
      }
    },
  )

  test('weights of 1 and of 2.5 change no split', async () => {
    for (const task of [{ kind: 'binary' }, { kind: 'multiclass', classes: 3 }, { kind: 'regression' }] as const) {
      const data = mixedData({ rows: 300, task, missing: 0.1 })
      const plain = await grow(data, { maxDepth: 3 })
      for (const weight of [1, 2.5]) {
        const tree = await grow({ ...data, weights: new Float64Array(300).fill(weight) }, { maxDepth: 3 })
        expect(tree.threshold).toEqual(plain.threshold)
        expect(tree.cover).toEqual(plain.cover.map((cover) => weight * cover))
      }
    }
  })

  test('finds for two classes and for numbers the best of all sets of categories', async () => {
    const random = seededRandom(11)
    for (let round = 0; round < 10; round++) {
      const codes = Float64Array.from({ length: 60 }, () => random.integer(6))
      const isNumber = round % 2 === 0
      const target = codes.map((code) => (isNumber ? random.normal() + ((code * 7) % 5) : Number(random.next() < ((code * 7) % 5) / 5)))
      const { gain } = await grow(
        { features: [codes], categories: [6], target, task: { kind: isNumber ? 'regression' : 'binary' } },
        { maxDepth: 1 },
      )
      const gains = Array.from({ length: 62 }, (_, set) => gainOf((row) => ((set + 1) >> codes[row]!) & 1, target))
      expect(Math.abs(gain[0]! / ((isNumber ? 1 : 2) * Math.max(...gains)) - 1)).toBeLessThan(1e-9)
    }
  })

  test('sends null where the split gains more, or apart from all numbers', async () => {
    const x = Float64Array.of(1, 2, 3, 4, Number.NaN, Number.NaN)
    const left = await grow({ features: [x], target: Float64Array.of(1, 1, 0, 0, 1, 1) })
    expect([left.threshold[0], left.missingLeft[0]]).toEqual([2.5, 1])
    const right = await grow({ features: [x], target: Float64Array.of(0, 0, 1, 1, 1, 1) })
    expect([right.threshold[0], right.missingLeft[0]]).toEqual([2.5, 0])
    const apart = await grow({ features: [x], target: Float64Array.of(0, 0, 0, 0, 1, 1) })
    expect([apart.threshold[0], apart.missingLeft[0]]).toEqual([Number.MAX_VALUE, 0])
    const unseen = await grow({ features: [x.subarray(0, 4)], target: Float64Array.of(1, 1, 1, 0) })
    expect(unseen.missingLeft[0]).toBe(1)
  })

  test('grows the leaves of most gain first where they are limited', async () => {
    const data = mixedData({ rows: 300 })
    const loss = (tree: TreeEnsemble) =>
      runOperations([{ op: 'trees', trees: tree }], { ...data })[0]!.reduce((sum, value, row) => sum + (value - data.target[row]!) ** 2, 0)
    const limited = await grow(data, { maxLeaves: 8 })
    expect(limited.feature.filter((feature) => feature < 0)).toHaveLength(8)
    expect(loss(limited)).toBeLessThan(loss(await grow(data, { maxDepth: 2 })))
  })

  test('keeps its precision far from 0, and with tiny and huge targets and weights', async () => {
    const data = mixedData({ rows: 80, task: { kind: 'regression' } })
    for (const [shift, scale] of [
      [1e9, 1],
      [0, 1e-200],
      [0, 1e200],
    ] as const) {
      const target = data.target.map((value) => shift + scale * value)
      const weights = new Float64Array(80).fill(1e-150)
      const [answers] = runOperations([{ op: 'trees', trees: await grow({ ...data, target, weights }) }], data)
      answers!.forEach((answer, row) => {
        expect(Math.abs(answer / target[row]! - 1)).toBeLessThan(1e-6)
      })
    }
  })

  test('does not split below minGain, minRowsSplit and minRowsLeaf', async () => {
    const data = mixedData({ rows: 200 })
    for (const options of [{ minGain: 0.01 }, { minRowsSplit: 30 }, { minRowsLeaf: 15 }]) {
      const { feature, cover, gain } = await grow(data, options)
      for (const [node, split] of feature.entries()) {
        if (split >= 0 && options.minGain) expect(gain[node]! / 200).toBeGreaterThanOrEqual(0.01)
        if (split >= 0 && options.minRowsSplit) expect(cover[node]).toBeGreaterThanOrEqual(30)
        if (options.minRowsLeaf) expect(cover[node]).toBeGreaterThanOrEqual(15)
      }
      expect(feature.length).toBeGreaterThan(3)
    }
  })
})

/** By how much the squared error falls when rows are parted. */
function gainOf(side: (row: number) => number, target: Float64Array): number {
  const errorOf = (values: Float64Array) => {
    const center = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
    return values.reduce((sum, value) => sum + (value - center) ** 2, 0)
  }
  return errorOf(target) - errorOf(target.filter((_, row) => side(row) === 1)) - errorOf(target.filter((_, row) => side(row) === 0))
}
