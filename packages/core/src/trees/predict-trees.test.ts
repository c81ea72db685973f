import { expect, it } from 'vitest'
import { columnsOf, example, expectedOutput } from '../../test/fixtures/trees/ensembles.ts'
import { buildTrees, type TreeNode } from './build-trees.ts'
import { compileTrees } from './compile-trees.ts'
import { predictTrees } from './predict-trees.ts'
import type { TreeEnsemble } from './tree-ensemble.ts'

function predict(ensemble: TreeEnsemble, rows: readonly (readonly number[])[]): number[] {
  const out = new Float64Array(rows.length)
  predictTrees(compileTrees(ensemble), columnsOf(rows), rows.length, out)
  return Array.from(out)
}

it('adds the leaves to the base; a tie goes left and null goes its own way', () => {
  expect(
    predict(example, [
      [1, 2],
      [1, 2.5],
      [1.5, 3],
      [1.5, 4],
      [Number.NaN, Number.NaN],
      [Infinity, Number.NaN],
      [-Infinity, Infinity],
    ]),
  ).toEqual([6.5, 7.5, 8.5, 9.5, 7.5, 8.5, 7.5])
})

it('divides by the number of trees before it adds the base, where the aggregate is a mean', () => {
  expect(predict({ ...example, aggregate: 'mean' }, [[1, 2]])).toEqual([3.5])
})

it('sums in the order of the trees', () => {
  const leaves = (...values: number[]) =>
    buildTrees(
      values.map((value) => ({ value, cover: 1 })),
      { base: 0, aggregate: 'sum' },
    )
  expect(predict(leaves(1e16, 1, -1e16), [[0]])).toEqual([0])
  expect(predict(leaves(1e16, -1e16, 1), [[0]])).toEqual([1])
})

it('needs no features where every tree is a leaf', () => {
  const out = new Float64Array(3)
  const compiled = compileTrees(buildTrees([{ value: 2, cover: 1 }], { base: 1, aggregate: 'sum' }))
  predictTrees(compiled, [], 3, out)
  expect(Array.from(out)).toEqual([3, 3, 3])
})

it('reads and writes the first rows only, and nothing for a count of 0', () => {
  const out = new Float64Array(20).fill(-1)
  const columns = columnsOf(Array.from({ length: 20 }, () => [0, 0]))
  const compiled = compileTrees(example)
  predictTrees(compiled, columns, 0, out)
  expect(out.every((value) => value === -1)).toBe(true)
  predictTrees(compiled, columns, 9, out)
  expect(Array.from(out)).toEqual([...new Array(9).fill(6.5), ...new Array(11).fill(-1)])
})

/** A complete tree whose leaf number has one bit a feature, the first feature's highest. */
function complete(depth: number): TreeNode {
  const node = (feature: number, value: number): TreeNode =>
    feature === depth
      ? { value, cover: 1 }
      : {
          feature,
          threshold: 0.5,
          missingLeft: false,
          left: node(feature + 1, 2 * value),
          right: node(feature + 1, 2 * value + 1),
          cover: 2 ** (depth - feature),
        }
  return node(0, 0)
}

const bitsOf = (value: number, length: number) => Array.from({ length }, (_, at) => (value >> (length - 1 - at)) & 1)

it.each([
  { name: 'in one pack', depth: 15, trees: 2, packs: 1 },
  { name: 'in two packs', depth: 15, trees: 3, packs: 2 },
  { name: 'unpacked, with more nodes than an index reaches', depth: 17, trees: 2, packs: undefined },
])('evaluates large trees: $name', ({ depth, trees, packs }) => {
  const ensemble = buildTrees(new Array(trees).fill(complete(depth)), { base: 0, aggregate: 'mean' })
  expect(compileTrees(ensemble).packs?.length).toBe(packs)
  const values = [0, 1, 12_345, 2 ** depth - 1]
  expect(
    predict(
      ensemble,
      values.map((value) => bitsOf(value, depth)),
    ),
  ).toEqual(values)
  expect(predict(ensemble, [bitsOf(9876, depth)])).toEqual([9876])
})

it('evaluates trees that read more features than one pack has slots for', () => {
  const features = 5000
  const trees = Array.from({ length: features }, (_, feature) => ({
    feature,
    threshold: feature,
    missingLeft: true,
    left: { value: feature / 3, cover: 1 },
    right: { value: 1, cover: 1 },
    cover: 2,
  }))
  const options = { base: 0.1, aggregate: 'sum' } as const
  const ensemble = buildTrees(trees, options)
  expect(compileTrees(ensemble).packs?.length).toBe(2)
  const rows = Array.from({ length: 35 }, (_, row) =>
    Array.from({ length: features }, (_, at) => (at % 7 === 0 ? Number.NaN : at + (row % 3) - 1)),
  )
  const expected = rows.map((row) => expectedOutput(trees, options, row))
  expect(predict(ensemble, rows)).toEqual(expected)
  expect(predict(ensemble, [rows[4]!])).toEqual([expected[4]])
})
