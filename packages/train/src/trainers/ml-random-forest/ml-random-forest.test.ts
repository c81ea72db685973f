import {
  createModel,
  defineFeatures,
  fromRows,
  graphToJson,
  loadGraph,
  type ProgressEvent,
  seededRandom,
  type TrainingData,
  type TreesOperation,
} from '@millrace/core'
import { RandomForestClassifier } from 'ml-random-forest'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { roundTrip } from '../../../test/support/round-trip.ts'
import { binary, defineModel, train } from '../../index.ts'
import { type MlRandomForestOptions, mlRandomForest } from './ml-random-forest.ts'

function data(rows: number): TrainingData {
  const random = seededRandom(3)
  const features = Array.from({ length: 3 }, () => Float64Array.from({ length: rows }, () => Math.round(random.normal() * 4) / 4))
  return {
    features,
    names: ['a', 'b', 'c'],
    target: features[0]!.map((value, row) => Number(value + features[1]![row]! + random.normal() > 0)),
  }
}

/** A tree of the package: it routes a row itself and gives the class shares of the leaf. */
interface PackageTree {
  readonly root: { classify(row: readonly number[]): { to2DArray(): number[][] } }
}

/** The forest's probabilities by the package's own trees: the mean of the shares of class 1 in the leaves that it routes a row to. */
function byPackage(
  { features, target }: TrainingData,
  { trees = 25, maxFeatures = 0.6, maxDepth = 8, minNumSamples = 10 }: MlRandomForestOptions,
  seed: number,
): number[] {
  const rows = Array.from(target, (_, row) => features.map((feature) => feature[row]!))
  const random = seededRandom(seed)
  const sums = rows.map(() => 0)
  for (let tree = 0; tree < trees; tree++) {
    const forest = new RandomForestClassifier({
      nEstimators: 1,
      maxFeatures: Math.min(1, (Math.max(1, Math.round(maxFeatures * features.length)) + 0.5) / features.length),
      replacement: false,
      useSampleBagging: true,
      noOOB: true,
      seed: random.integer(2 ** 31),
      treeOptions: { maxDepth, minNumSamples },
    })
    forest.train(rows, Array.from(target))
    const { estimators, indexes } = forest as unknown as {
      readonly estimators: readonly PackageTree[]
      readonly indexes: readonly (readonly number[])[]
    }
    for (const [i, row] of rows.entries()) {
      const [shares] = estimators[0]!.root.classify(indexes[0]!.map((column) => row[column]!)).to2DArray()
      sums[i]! += shares![1] ?? 0
    }
  }
  return sums.map((sum) => sum / trees)
}

const Row = z.object({ a: z.number(), b: z.number(), c: z.number(), label: z.enum(['no', 'yes']) })
const features = defineFeatures(Row, ({ a, b, c }) => ({ a, b, c }))

async function trainedOn({ features: [a, b, c], target }: TrainingData, options: MlRandomForestOptions) {
  const label = (value: number) => (value === 1 ? 'yes' : 'no')
  const table = fromRows(
    Row,
    Array.from(target, (value, row) => ({ a: a![row]!, b: b![row]!, c: c![row]!, label: label(value) }) as const),
  )
  const spec = defineModel({ name: 'forest', features, target: binary('label', { positive: 'yes' }), trainer: mlRandomForest(options) })
  return { table, model: await roundTrip(await train(spec, table, { seed: 7 })) }
}

describe('mlRandomForest', () => {
  test.each<MlRandomForestOptions>([
    { trees: 7 },
    { trees: 3, maxFeatures: 1, minNumSamples: 1, maxDepth: 64 },
    { trees: 4, maxFeatures: 0.01 },
    { trees: 1, maxDepth: 1 },
  ])('the graph gives, row by row, the mean of the leaves to which the package routes it: %j', async (options) => {
    const rows = data(120)
    const { table, model } = await trainedOn(rows, options)
    const expected = byPackage(rows, options, 7)
    const probabilities = Array.from(model.predict(table).rows(), ({ probability }) => probability!)
    for (const [row, probability] of probabilities.entries()) expect(probability).toBeCloseTo(expected[row]!, 14)
    expect(new Set(probabilities).size).toBeGreaterThan(1)
  })

  test('neighbouring numbers, ties and rounding midpoints are routed as the package does', async () => {
    const rows = data(60)
    rows.features[0]!.forEach((value, row) => {
      rows.features[0]![row] = value > 0 ? 1 + Number.EPSILON : 1
    })
    rows.features[1]!.forEach((value, row) => {
      rows.features[1]![row] = value * 1e299
    })
    const { table, model } = await trainedOn(rows, { trees: 5, maxFeatures: 1 })
    const expected = byPackage(rows, { trees: 5, maxFeatures: 1 }, 7)
    for (const [row, { probability }] of [...model.predict(table).rows()].entries()) expect(probability).toBeCloseTo(expected[row]!, 14)
  })

  test('other seeds grow other forests', async () => {
    const fit = async (seed: number) =>
      ((await mlRandomForest({ trees: 3 }).fit(data(60), { seed })).operations[0] as TreesOperation<number>).trees.threshold
    expect(await fit(1)).not.toEqual(await fit(2))
  })

  test('the cover of a node is the number of training rows that reach it', async () => {
    const {
      operations: [operation],
    } = await mlRandomForest({ trees: 3 }).fit(data(90), { seed: 7 })
    const { roots, feature, left, right, cover } = (operation as TreesOperation<number>).trees
    expect(Array.from(roots, (root) => cover[root])).toEqual([90, 90, 90])
    for (const [node, split] of feature.entries()) if (split >= 0) expect(cover[left[node]!]! + cover[right[node]!]!).toBe(cover[node])
    expect(cover.every((rows) => rows > 0)).toBe(true)
  })

  test.each([2, 3, 10])('grows from %i rows, where the package itself fails on rows that no tree left out', async (count) => {
    const { features, names } = data(count)
    const target = Float64Array.from({ length: count }, (_, row) => row % 2)
    const { diagnostics } = await mlRandomForest({ trees: 10, minNumSamples: 1 }).fit({ features, names, target }, { seed: 7 })
    expect(diagnostics.trees).toBe(10)
  })

  test('what it grew runs from JSON, by core alone', async () => {
    const { table, model } = await trainedOn(data(60), { trees: 3 })
    const { json, arrays } = graphToJson(model.definition.graph)
    const loaded = createModel<Omit<z.output<typeof Row>, 'label'>, 'yes' | 'no'>({
      ...model.definition,
      graph: loadGraph({ json, arrays }),
    })
    expect([...loaded.predict(table).rows()]).toEqual([...model.predict(table).rows()])
  })

  test('reports every tree', async () => {
    const events: ProgressEvent[] = []
    await mlRandomForest({ trees: 3 }).fit(data(30), { seed: 7, progress: (event) => events.push(event) })
    expect(events.map(({ done, total }) => [done, total])).toEqual([0, 1, 2, 3].map((done) => [done, 3]))
  })

  test('can be aborted between two trees', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const fitting = mlRandomForest({ trees: 1000 }).fit(data(60), {
      seed: 7,
      signal: controller.signal,
      progress: ({ done }) => done === 2 && controller.abort(reason),
    })
    await expect(fitting).rejects.toBe(reason)
  })

  test('refuses weights, null and too many rows, by name', async () => {
    const fit = (changes: Partial<TrainingData>) => mlRandomForest().fit({ ...data(30), ...changes }, { seed: 7 })
    await expect(fit({ weights: new Float64Array(30).fill(1) })).rejects.toMatchObject({ code: 'E_WEIGHTS_UNSUPPORTED' })
    const [a, b, c] = data(30).features
    await expect(fit({ features: [a!, b!.with(4, Number.NaN), c!] })).rejects.toMatchObject({
      code: 'E_FEATURE_NULL',
      details: { feature: 'b', row: 4 },
    })
    await expect(fit({ target: new Float64Array(5001) })).rejects.toMatchObject({
      code: 'E_FOREST_TOO_LARGE',
      details: { rows: 5001, most: 5000 },
    })
  })

  test.each<MlRandomForestOptions>([
    { trees: 0 },
    { trees: 1001 },
    { trees: 2.5 },
    { maxDepth: 65 },
    { minNumSamples: 0 },
    { maxFeatures: 0 },
    { maxFeatures: 1.1 },
    { maxFeatures: Number.NaN },
  ])('refuses %j', (options) => {
    expect(() => mlRandomForest(options)).toThrow(RangeError)
  })
})
