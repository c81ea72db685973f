import { expect, it } from 'vitest'
import { buildTrees, type TreeNode } from '../build-trees.ts'
import { treeLimits } from '../tree-limits.ts'
import { explainTrees, treesExplainer } from './explain-trees.ts'
import { pathTree } from './path-factors.ts'
import type { ShapTree } from './shap-tree.ts'

const leaf = (value: number, cover = 1): TreeNode => ({ value, cover })
const split = (feature: number, left: TreeNode, right: TreeNode): TreeNode => ({
  feature,
  threshold: 0,
  missingLeft: true,
  left,
  right,
  cover: left.cover + right.cover,
})
const sum = { base: 0, aggregate: 'sum' } as const
const explained = (trees: readonly TreeNode[], row: readonly number[], background?: readonly number[]) => {
  const columns = row.map((x) => Float64Array.of(x))
  const { base, explain } = treesExplainer(
    buildTrees(trees, sum),
    row.length,
    background?.map((x) => Float64Array.of(x)),
  )
  const out = new Float64Array(row.length)
  explain(columns, 0, 1, out)
  return { base, out }
}

it('a stump gives all to its feature, from the mean over the training weights', () => {
  expect(explained([split(1, leaf(1, 30), leaf(5, 10))], [7, 1])).toEqual({ base: 2, out: Float64Array.of(0, 3) })
})

it('an interaction is shared in halves', () => {
  const both = split(0, leaf(0, 2), split(1, leaf(0), leaf(8)))
  const { base, out } = explained([both], [1, 1])
  expect(base).toBe(2)
  expect(out[0]).toBeCloseTo(3, 12)
  expect(out[1]).toBeCloseTo(3, 12)
  expect(explained([both], [1, 1], [-1, -1])).toEqual({ base: 0, out: Float64Array.of(4, 4) })
})

it('trees of one leaf have no contributions', () => {
  expect(explained([leaf(3)], [1])).toEqual({ base: 3, out: Float64Array.of(0) })
  expect(explained([leaf(3)], [1], [1])).toEqual({ base: 3, out: Float64Array.of(0) })
})

it('where no weight is known both sides count the same, and a side of no weight counts nothing', () => {
  expect(explained([split(0, leaf(1, 0), leaf(5, 0))], [-1])).toEqual({ base: 3, out: Float64Array.of(-2) })
  const { base, out } = explained([split(0, split(1, leaf(9, 0), leaf(4, 2)), leaf(6, 2))], [-1, -1])
  expect(base).toBe(5)
  expect(out[0]! + out[1]!).toBeCloseTo(4, 12)
})

/** A chain of the deepest allowed length, which reads one feature after another. */
const chain = (features: number): TreeNode => {
  let node = leaf(1, 1)
  for (let depth = treeLimits.depth - 1; depth >= 0; depth--) node = split(depth % features, leaf(depth / 1000, 1), node)
  return node
}

it.each([1, 7, treeLimits.depth])('the deepest tree of %d features is explained, with and without tables of factors', (features) => {
  const row = Array.from({ length: features }, (_, j) => (j % 97 === 96 ? -1 : 1))
  const tree = chain(features)
  const one = explained([tree], row)
  const value = features > 96 ? 0.096 : 1
  expect(Math.abs(one.out.reduce((total, part) => total + part, one.base) - value)).toBeLessThan(1e-10)
  const three = explained([tree, tree, tree], row)
  three.out.forEach((part, j) => {
    expect(Math.abs(part - 3 * one.out[j]!)).toBeLessThan(1e-10)
  })
  const against = explained(
    [tree],
    row,
    row.map((x) => -x),
  )
  expect(Math.abs(against.out.reduce((total, part) => total + part, against.base) - value)).toBeLessThan(1e-10)
})

it('rows are explained by columns, and a background must have their features', () => {
  const ensemble = buildTrees([split(1, leaf(1, 30), leaf(5, 10))], sum)
  const features = [Float64Array.of(0, 0, 0), Float64Array.of(-1, 1, Number.NaN)]
  expect(explainTrees(ensemble, { features })).toEqual({ base: 2, contributions: Float64Array.of(0, -1, 0, 3, 0, -1) })
  const background = [Float64Array.of(0), Float64Array.of(1)]
  expect(explainTrees(ensemble, { features, background })).toEqual({ base: 5, contributions: Float64Array.of(0, -4, 0, 0, 0, -4) })
  for (const unfit of [[], [Float64Array.of(0)], [new Float64Array(0), new Float64Array(0)]]) {
    expect(() => explainTrees(ensemble, { features, background: unfit })).toThrow(RangeError)
  }
})

it('a tree whose products would fill the memory is refused', () => {
  const deep = { nodes: new Int32Array(2 ** 20), width: 200 } as ShapTree
  expect(() => pathTree(deep, () => true)).toThrow(expect.objectContaining({ code: 'E_EXPLAIN_UNSUPPORTED' }))
})
