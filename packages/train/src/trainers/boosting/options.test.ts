import { seededRandom, type TrainingData } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { gradientBoosting } from './gradient-boosting.ts'
import type { GradientBoostingOptions } from './options.ts'
import { ensembleOf, exampleRows, fitExample, pathsOf, scoresOf } from './test-support.ts'

const data = exampleRows(1200, { missing: true })
const treesOf = async (options: GradientBoostingOptions, rows: TrainingData = data) => ensembleOf(await fitExample(rows, options))

/** Leaves of each tree. */
const leavesByTree = ({ roots, feature }: Awaited<ReturnType<typeof treesOf>>) =>
  Array.from(roots, (root, tree) => feature.subarray(root, roots[tree + 1]).filter((column) => column < 0).length)

describe('what a tree may be', () => {
  it('trees, maxLeaves, maxDepth', async () => {
    const trees = await treesOf({ trees: 7, maxLeaves: 6, maxDepth: 4 })
    expect(trees.roots).toHaveLength(7)
    expect(Math.max(...leavesByTree(trees))).toBe(6)
    expect(Math.max(...pathsOf(trees).map(({ features }) => features.length))).toBe(4)
    const stumps = await treesOf({ maxDepth: 1 })
    expect(leavesByTree(stumps)).toEqual(new Array(10).fill(2))
  })

  it('level by level, no leaf is split while one above it can be', async () => {
    const trees = await treesOf({ growth: 'depth-wise', maxLeaves: 8, trees: 3, minRows: 1 }, exampleRows(1200))
    expect(pathsOf(trees).every(({ features }) => features.length === 3)).toBe(true)
    const leafWise = await treesOf({ maxLeaves: 16, trees: 3, minRows: 1 }, exampleRows(1200))
    expect(pathsOf(leafWise).some(({ features }) => features.length > 4)).toBe(true)
  })

  it.each([1, 37, 100])('minRows %d: no leaf has fewer, though hessians of rows differ', async (minRows) => {
    const rare = exampleRows(1200)
    const skewed = { ...rare, target: rare.target.map((label, row) => (row % 9 === 0 ? label : 0)) }
    const trees = await treesOf({ minRows, maxLeaves: 30, trees: 20, minHessian: 0 }, skewed)
    const leaves = trees.cover.filter((_, node) => trees.feature[node]! < 0)
    expect(Math.min(...leaves)).toBeGreaterThanOrEqual(minRows)
    expect(Math.min(...leaves)).toBeLessThan(minRows * 3 + 5)
  })

  it('minHessian', async () => {
    // The hessian of the squared error is 1 a row.
    const trees = await treesOf({ minHessian: 150, minRows: 1, maxLeaves: 30 }, exampleRows(1200, { task: 'regression' }))
    expect(Math.min(...trees.cover.filter((_, node) => trees.feature[node]! < 0))).toBeGreaterThanOrEqual(150)
  })

  it('minGain: no split gains less', async () => {
    const free = await treesOf({ maxLeaves: 30 })
    const bound = await treesOf({ maxLeaves: 30, minGain: 5 })
    const gains = (trees: typeof free) => trees.gain.filter((_, node) => trees.feature[node]! >= 0)
    expect(Math.min(...gains(free))).toBeLessThan(5)
    expect(Math.min(...gains(bound))).toBeGreaterThan(5)
  })
})

describe('what a leaf outputs', () => {
  const stump = { trees: 1, maxLeaves: 2, learningRate: 1, minRows: 1, minHessian: 0 }
  const four: TrainingData = {
    names: ['x'],
    features: [Float64Array.of(1, 2, 3, 4)],
    target: Float64Array.of(0, 0, 6, 8),
    task: { kind: 'regression' },
  }

  it.each([
    ['the mean of what is left', {}, [-3.5, 3.5]],
    ['l2 adds to the hessian', { l2: 2 }, [-7 / 4, 7 / 4]],
    ['l1 takes from the gradient', { l1: 3 }, [-2, 2]],
    ['the learning rate scales it', { learningRate: 0.5 }, [-1.75, 1.75]],
  ] as [string, GradientBoostingOptions, number[]][])('%s', async (_, options, expected) => {
    const { base, value, gain, threshold, cover } = await treesOf({ ...stump, ...options }, four)
    expect(base).toBe(3.5)
    expect(threshold[0]).toBe(2.5)
    expect(Array.from(cover)).toEqual([4, 2, 2])
    for (const [leaf, output] of expected.entries()) expect(value[leaf + 1]).toBeCloseTo(output, 9)
    if (Object.keys(options).length === 0) expect(gain[0]).toBeCloseTo(2 * (7 ** 2 / 2), 9)
  })

  it('takes the median, or a quantile, of what is left', async () => {
    const six: TrainingData = { ...four, features: [Float64Array.of(1, 2, 3, 4, 5, 6)], target: Float64Array.of(0, 1, 5, 10, 30, 50) }
    const absolute = await treesOf({ ...stump, loss: 'absolute' }, six)
    expect(absolute.base).toBe(7.5)
    expect(Array.from(scoresOf(absolute, six.features))).toEqual([1, 1, 1, 30, 30, 30])
    const upper = await treesOf({ ...stump, loss: 'quantile', quantile: 0.75 }, six)
    expect(upper.base).toBe(25)
    expect(new Set(scoresOf(upper, six.features)).size).toBe(2)
  })

  it('whole weights are as good as repeated rows', async () => {
    const rows = exampleRows(200, { task: 'regression' })
    const weights = Float64Array.from(rows.target, (_, row) => 1 + (row % 3))
    const repeat = (values: Float64Array) =>
      Float64Array.from(Array.from(values).flatMap((value, row) => new Array(weights[row]).fill(value)))
    const repeated = { ...rows, features: rows.features.map(repeat), target: repeat(rows.target) }
    const options = { minRows: 1, minHessian: 29.5, maxBins: 255 }
    for (const loss of ['squared', 'absolute'] as const) {
      const a = scoresOf(await treesOf({ ...options, loss }, { ...rows, weights }), rows.features)
      const b = scoresOf(await treesOf({ ...options, loss }, repeated), rows.features)
      const furthest = a.reduce((most, score, row) => Math.max(most, Math.abs(score - b[row]!)), 0)
      // Interpolated quantiles of repeated rows lie between their values.
      expect(furthest).toBeLessThan(loss === 'squared' ? 1e-3 : 0.1)
    }
  })

  it('rows that weigh nothing change nothing, and covers are weights', async () => {
    const rows = exampleRows(300)
    const weights = Float64Array.from(rows.target, (_, row) => (row < 200 ? 2 : 0))
    const trees = await treesOf({ minRows: 1, minHessian: 20 }, { ...rows, weights })
    const changed = { ...rows, weights, target: rows.target.map((label, row) => (row < 200 ? label : 1 - label)) }
    expect(scoresOf(await treesOf({ minRows: 1, minHessian: 20 }, changed), rows.features)).toEqual(scoresOf(trees, rows.features))
    expect(trees.cover[0]).toBe(400)
  })
})

describe('chance', () => {
  it('rowShare: each tree sees about its share', async () => {
    const { cover, roots } = await treesOf({ rowShare: 0.3, trees: 20 })
    const seen = Array.from(roots, (root) => cover[root]! / 1200)
    expect(Math.max(...seen)).toBeLessThan(0.37)
    expect(Math.min(...seen)).toBeGreaterThan(0.23)
    expect(new Set(seen).size).toBeGreaterThan(5)
  })

  it('featureShare: each tree reads few features, not always the same', async () => {
    const trees = await treesOf({ featureShare: 0.25, trees: 20 })
    const read = Array.from(
      trees.roots,
      (root, tree) => new Set(trees.feature.subarray(root, trees.roots[tree + 1]).filter((column) => column >= 0)),
    )
    expect(read.every((features) => features.size <= 1)).toBe(true)
    expect(new Set(read.flatMap((features) => [...features])).size).toBe(4)
  })

  it('featureShareByNode: trees read more than their nodes are offered', async () => {
    const trees = await treesOf({ featureShareByNode: 0.25, trees: 20 })
    const read = Array.from(
      trees.roots,
      (root, tree) => new Set(trees.feature.subarray(root, trees.roots[tree + 1]).filter((column) => column >= 0)),
    )
    expect(Math.max(...read.map((features) => features.size))).toBeGreaterThan(2)
    // The noise is split by when nothing else is on offer.
    expect(trees.feature.filter((column) => column === 2).length).toBeGreaterThan(15)
  })

  it('extraRandom: thresholds differ from the best', async () => {
    const root = async (seed: number) => ensembleOf(await fitExample(data, { extraRandom: true, trees: 1 }, { seed })).threshold[0]
    expect(new Set([await root(1), await root(2), await root(3), await root(4)]).size).toBeGreaterThan(2)
  })

  it('maxBins: at most so many thresholds', async () => {
    const trees = await treesOf({ maxBins: 5, trees: 40 }, exampleRows(1200))
    for (let feature = 0; feature < 4; feature++)
      expect(new Set(trees.threshold.filter((_, node) => trees.feature[node] === feature)).size).toBeLessThan(5)
  })
})

describe('categories', () => {
  const many = exampleRows(3000, { categories: 40, missing: true })
  const sizes = async (categories: GradientBoostingOptions['categories']) => {
    const trees = await treesOf({ trees: 20, categories }, many)
    if (trees.categories === undefined) return []
    const { set, start, words } = trees.categories
    const bits = (word: number): number => (word === 0 ? 0 : (word & 1) + bits(word >>> 1))
    return Array.from(
      set.filter((index) => index >= 0),
      (index) => words.subarray(start[index], start[index + 1]).reduce((sum, word) => sum + bits(word), 0),
    )
  }

  it('limit: no set is larger, save that of all that is not missing', async () => {
    expect(Math.max(...(await sizes({ minRows: 1 })).filter((size) => size < 38))).toBeGreaterThan(3)
    expect(Math.max(...(await sizes({ minRows: 1, limit: 3 })).filter((size) => size < 38))).toBeLessThanOrEqual(3)
  })

  it('oneHotLimit: below it one goes left alone', async () => {
    const alone = await sizes({ oneHotLimit: 254 })
    expect(alone.length).toBeGreaterThan(5)
    expect(new Set(alone.filter((size) => size < 30))).toEqual(new Set([1]))
  })

  it('smoothing: categories of fewer rows are not sorted', async () => {
    expect((await sizes({ smoothing: 1000 })).filter((size) => size < 38)).toEqual([])
  })

  it('l2 and minRows of categories: fewer splits', async () => {
    const free = (await sizes({ minRows: 1, l2: 0 })).length
    expect((await sizes({ minRows: 1, l2: 1000 })).length).toBeLessThan(free)
    expect((await sizes({ minRows: 2000, l2: 0 })).length).toBeLessThan(free)
  })
})

describe('constraints', () => {
  it.each([1, -1] as const)('monotone %d: no row falls, or rises, whatever the other features are', async (direction) => {
    const random = seededRandom(4)
    for (const options of [{ maxLeaves: 30 }, { growth: 'depth-wise' as const }, { extraRandom: true }]) {
      const trees = await treesOf({ ...options, trees: 30, minRows: 5, monotone: { b: direction } })
      let changes = 0
      for (let line = 0; line < 60; line++) {
        const others = [random.normal(), random.normal(), random.integer(4)]
        const values = Float64Array.from({ length: 80 }, (_, i) => -3 + i * 0.075)
        const scores = scoresOf(trees, [values.map(() => others[0]!), values, values.map(() => others[1]!), values.map(() => others[2]!)])
        for (let i = 1; i < 80; i++) {
          expect((scores[i]! - scores[i - 1]!) * direction).toBeGreaterThanOrEqual(-1e-12)
          if (scores[i] !== scores[i - 1]) changes++
        }
      }
      expect(changes).toBeGreaterThan(20)
    }
    // The example rises and falls in b, so that the constraint is needed.
    const free = await treesOf({ trees: 30, maxLeaves: 30 })
    const values = Float64Array.from({ length: 80 }, (_, i) => -3 + i * 0.075)
    const steps = scoresOf(free, [values.map(() => 1), values, values.map(() => 0), values.map(() => 0)])
    expect(steps.some((score, i) => i > 0 && score < steps[i - 1]!)).toBe(true)
  })

  it('interactions: features of one path are in one group; those in none form one more', async () => {
    const read = (trees: Awaited<ReturnType<typeof treesOf>>) =>
      pathsOf(trees).map(({ features }) => [...new Set(features)].sort().join(''))
    const free = read(await treesOf({ maxLeaves: 30 }))
    expect(free.some((path) => path.includes('0') && path.includes('1') && path.includes('3'))).toBe(true)
    const bound = read(
      await treesOf({
        maxLeaves: 30,
        interactions: [
          ['a', 'b'],
          ['a', 'd'],
          ['b', 'd'],
        ],
      }),
    )
    expect(new Set(bound.filter((path) => path.length > 2))).toEqual(new Set())
    expect(bound.some((path) => path === '01')).toBe(true)
    const others = read(await treesOf({ maxLeaves: 30, interactions: [['a']] }))
    expect(others.every((path) => path === '0' || !path.includes('0'))).toBe(true)
  })

  it('names what cannot be constrained', async () => {
    await expect(treesOf({ monotone: { z: 1 } })).rejects.toMatchObject({ code: 'E_FEATURE_UNKNOWN', details: { feature: 'z' } })
    await expect(treesOf({ interactions: [['a', 'z']] })).rejects.toMatchObject({ code: 'E_FEATURE_UNKNOWN' })
    await expect(treesOf({ monotone: { k: 1 } }, exampleRows(99, { categories: 3 }))).rejects.toMatchObject({
      code: 'E_MONOTONE_UNSUPPORTED',
    })
    await expect(treesOf({ monotone: { a: 1 } }, exampleRows(99, { task: 'multiclass' }))).rejects.toMatchObject({
      code: 'E_MONOTONE_UNSUPPORTED',
    })
    expect(() => gradientBoosting({ loss: 'absolute', monotone: { a: 1 } })).toThrow(RangeError)
  })
})

it.each([
  ['trees', 0],
  ['trees', 1.5],
  ['learningRate', 0],
  ['learningRate', 1.1],
  ['learningRate', Number.NaN],
  ['maxLeaves', 1],
  ['maxDepth', 0],
  ['minRows', 0],
  ['minHessian', -1],
  ['l1', -1],
  ['l2', Number.POSITIVE_INFINITY],
  ['minGain', -1],
  ['rowShare', 0],
  ['featureShare', 2],
  ['featureShareByNode', '0.5'],
  ['maxBins', 256],
  ['quantile', 1],
  ['loss', 'gamma'],
  ['growth', 'sideways'],
  ['kernel', 'native'],
  ['threads', 0],
  ['monotone', { a: 2 }],
  ['categories', { limit: 0 }],
  ['categories', { smoothing: -1 }],
  ['earlyStopping', { rounds: 0 }],
  ['earlyStopping', { share: 1 }],
  ['earlyStopping', { folds: 1 }],
])('refuses %s %j', (name, value) => {
  expect(() => gradientBoosting({ [name]: value } as GradientBoostingOptions)).toThrow(new RegExp(`^gradientBoosting: ${name}`))
})

it('keeps what it was given as its params', () => {
  expect(gradientBoosting({ trees: 3, l2: undefined, monotone: { a: 1 } }).params).toEqual({ trees: 3, monotone: { a: 1 } })
})
