import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyCase, columnsOf, expectedOutput, reordered, toLeft } from '../../../test/fixtures/trees/ensembles.ts'
import { type BuildTreesOptions, buildTrees, type TreeNode } from '../build-trees.ts'
import { treesExplainer } from './explain-trees.ts'

type Row = readonly number[]

/** What a tree gives where some features are known and each other split is answered by the training weights. */
function expectation(node: TreeNode, row: Row, known: number): number {
  if (!('feature' in node)) return node.value
  if ((known >> node.feature) & 1) return expectation(toLeft(node, row[node.feature]!) ? node.left : node.right, row, known)
  const total = node.left.cover + node.right.cover
  const share = total > 0 ? node.left.cover / total : 0.5
  return share * expectation(node.left, row, known) + (1 - share) * expectation(node.right, row, known)
}

/** Shapley values by their definition, over all subsets. */
function shapley(features: number, game: (known: number) => number): number[] {
  const values = Array.from({ length: 1 << features }, (_, known) => game(known))
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
  const size = (set: number): number => (set === 0 ? 0 : (set & 1) + size(set >> 1))
  return Array.from({ length: features }, (_, j) =>
    values.reduce((sum, value, known) => {
      if ((known >> j) & 1) return sum
      const weight = (factorial(size(known)) * factorial(features - 1 - size(known))) / factorial(features)
      return sum + weight * (values[known | (1 << j)]! - value)
    }, 0),
  )
}

const outputWith = (trees: readonly TreeNode[], { base, aggregate }: BuildTreesOptions, of: (tree: TreeNode) => number): number =>
  base + trees.reduce((sum, tree) => sum + of(tree), 0) / (aggregate === 'mean' ? trees.length : 1)

const fewer = anyCase.map(({ rows, trees, options }) => ({ rows: rows.slice(0, 8), trees: trees.slice(0, 4), options }))
const tolerance = 1e-8

it('path-dependent contributions are the Shapley values of the expectation over the training weights', () => {
  fc.assert(
    fc.property(fewer, fc.array(fc.nat(), { minLength: 1 }), ({ trees, options, rows }, draws) => {
      const features = rows[0]!.length
      const { base, explain } = treesExplainer(reordered(buildTrees(trees, options), draws), features)
      const out = new Float64Array(rows.length * features)
      explain(columnsOf(rows), 0, rows.length, out)
      rows.forEach((row, at) => {
        const game = (known: number) => outputWith(trees, options, (tree) => expectation(tree, row, known))
        const expected = shapley(features, game)
        expected.forEach((value, j) => {
          expect(Math.abs(out[at * features + j]! - value)).toBeLessThan(tolerance)
        })
        expect(Math.abs(base - game(0))).toBeLessThan(tolerance)
      })
    }),
    { numRuns: 300 },
  )
})

it('contributions against a background are the Shapley values of replacing features by those of its rows', () => {
  fc.assert(
    fc.property(fewer, ({ trees, options, rows }) => {
      const features = rows[0]!.length
      const background = rows.slice(0, 3)
      const { base, explain } = treesExplainer(buildTrees(trees, options), features, columnsOf(background))
      const out = new Float64Array(rows.length * features)
      explain(columnsOf(rows), 0, rows.length, out)
      rows.forEach((row, at) => {
        const mixed = (other: Row, known: number) => row.map((x, j) => ((known >> j) & 1 ? x : other[j]!))
        const game = (known: number) =>
          background.reduce((sum, other) => sum + expectedOutput(trees, options, mixed(other, known)), 0) / background.length
        shapley(features, game).forEach((value, j) => {
          expect(Math.abs(out[at * features + j]! - value)).toBeLessThan(tolerance)
        })
        expect(Math.abs(base - game(0))).toBeLessThan(tolerance)
      })
    }),
    { numRuns: 300 },
  )
})

it('base and contributions sum to the output, a feature that no split reads has 0, and a row gives the same bits alone', () => {
  fc.assert(
    fc.property(anyCase, fc.boolean(), ({ trees, options, rows }, againstRows) => {
      const features = rows[0]!.length + 1
      const wider = rows.map((row) => [...row, 7])
      const { base, explain } = treesExplainer(buildTrees(trees, options), features, againstRows ? columnsOf(wider.slice(0, 4)) : undefined)
      const out = new Float64Array(rows.length * features)
      explain(columnsOf(wider), 0, rows.length, out)
      rows.forEach((row, at) => {
        const own = out.slice(at * features, (at + 1) * features)
        expect(own.at(-1)).toBe(0)
        expect(Math.abs(own.reduce((sum, one) => sum + one, base) - expectedOutput(trees, options, row))).toBeLessThan(tolerance)
        const single = new Float64Array(features)
        explain(columnsOf([wider[at]!]), 0, 1, single)
        expect(single).toEqual(own)
      })
    }),
  )
})
