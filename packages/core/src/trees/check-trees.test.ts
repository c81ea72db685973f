import { describe, expect, it } from 'vitest'
import { example } from '../../test/fixtures/trees/ensembles.ts'
import { buildTrees, type TreeNode } from './build-trees.ts'
import { checkTrees } from './check-trees.ts'
import type { CategorySets, TreeEnsemble } from './tree-ensemble.ts'
import { treeLimits } from './tree-limits.ts'

type ArrayName = Exclude<keyof TreeEnsemble, 'base' | 'aggregate' | 'categories'>

/** The example with one element changed. */
function changed(array: ArrayName, index: number, value: number): TreeEnsemble {
  const copy = example[array].slice()
  copy[index] = value
  return { ...example, [array]: copy }
}

const check = (ensemble: TreeEnsemble) => () => checkTrees(ensemble, { features: 2 })

it('accepts a well-formed ensemble', () => {
  expect(check(example)).not.toThrow()
})

describe('refuses with E_TREES_INVALID and names the place', () => {
  it.each<[ArrayName, number, number, string]>([
    ['roots', 0, 8, 'root 8 of tree 0 is not a node'],
    ['roots', 0, -1, 'root -1 of tree 0 is not a node'],
    ['roots', 1, 0, 'node 0 is reached twice'],
    ['roots', 1, 6, 'node 6 is reached twice'],
    ['feature', 1, 2, "'feature' of node 1 is 2"],
    ['feature', 1, -2, "'feature' of node 1 is -2"],
    ['feature', 1, -1, "'left' of node 1 is 3; it must be -1 at a leaf"],
    ['feature', 3, 0, "'left' of node 3 is -1; it must be the index of a later node"],
    ['threshold', 0, Number.NaN, "'threshold' of node 0 is NaN"],
    ['threshold', 3, Infinity, "'threshold' of node 3 is Infinity"],
    ['left', 1, 1, "'left' of node 1 is 1"],
    ['left', 1, 0, "'left' of node 1 is 0"],
    ['left', 1, 8, "'left' of node 1 is 8"],
    ['left', 1, 5, 'node 5 is reached twice'],
    ['left', 3, 4, "'left' of node 3 is 4"],
    ['right', 1, 3, 'node 3 is reached twice'],
    ['right', 1, 7, 'node 7 is reached twice'],
    ['right', 4, 0, "'right' of node 4 is 0"],
    ['missingLeft', 7, 2, "'missingLeft' of node 7 is 2"],
    ['value', 6, -Infinity, "'value' of node 6 is -Infinity"],
    ['value', 0, Number.NaN, "'value' of node 0 is NaN"],
    ['cover', 2, -1, "'cover' of node 2 is -1"],
    ['cover', 2, Number.NaN, "'cover' of node 2 is NaN"],
    ['cover', 2, Infinity, "'cover' of node 2 is Infinity"],
    ['gain', 1, Number.NaN, "'gain' of node 1 is NaN"],
  ])('%s[%d] = %d', (array, index, value, message) => {
    expect(check(changed(array, index, value))).toThrow(
      expect.objectContaining({ code: 'E_TREES_INVALID', message: expect.stringContaining(message) }),
    )
  })

  it.each<[string, TreeEnsemble, string]>([
    ['a node of no tree', { ...example, roots: Int32Array.of(0) }, 'node 7 belongs to no tree'],
    ['no tree', { ...example, roots: new Int32Array(0) }, 'there is no tree'],
    ['a short array', { ...example, cover: example.cover.slice(1) }, "'cover' has 7 elements"],
    ['a long array', { ...example, left: new Int32Array(9) }, "'left' has 9 elements"],
    ['a base that is not finite', { ...example, base: Number.NaN }, 'the base is NaN'],
    ['an unknown aggregate', { ...example, aggregate: 'median' as 'mean' }, "the aggregate is 'median'"],
  ])('%s', (_, ensemble, message) => {
    expect(check(ensemble)).toThrow(expect.objectContaining({ code: 'E_TREES_INVALID', message: expect.stringContaining(message) }))
  })
})

describe('sets of categories', () => {
  const categories = { set: Int32Array.of(0, -1, 1, -1, -1, -1, -1, -1), start: Int32Array.of(0, 1, 3), words: Int32Array.of(6, 0, 1) }
  const threshold = Float64Array.of(0, 2, 0, 0, 0, 0, 0, 0)
  const withSets = (change: Partial<CategorySets>) => check({ ...example, threshold, categories: { ...categories, ...change } })

  it('are accepted where they are well-formed', () => {
    expect(withSets({})).not.toThrow()
    expect(withSets({ start: Int32Array.of(0, 3, 3) })).not.toThrow()
  })

  it.each<[string, Partial<CategorySets>, string]>([
    ['an index beyond the sets', { set: categories.set.with(2, 2) }, "'set' of node 2 is 2"],
    ['a negative index', { set: categories.set.with(2, -2) }, "'set' of node 2 is -2"],
    ['a set at a leaf', { set: categories.set.with(3, 1) }, "'set' of node 3 is 1; it must be -1 at a leaf"],
    ['a set beside a threshold', { set: categories.set.with(1, 1) }, "'threshold' of node 1 is 2; it must be 0 beside a set"],
    ['too few indexes', { set: categories.set.slice(1) }, "'set' has 7 elements"],
    ['no start at all', { start: new Int32Array(0) }, "'start' has 0 elements"],
    ['more sets than nodes', { start: new Int32Array(20) }, "'start' has 20 elements"],
    ['a start that is not 0', { start: Int32Array.of(1, 1, 3) }, "'start' runs from 1 to 3"],
    ['an end beyond the words', { start: Int32Array.of(0, 1, 4) }, "'start' runs from 0 to 4"],
    ['a start that goes back', { start: Int32Array.of(0, 4, 3) }, 'the set 1 has -1 words'],
    ['a set that is too large', { start: Int32Array.of(0, 1, 2050), words: new Int32Array(2050) }, 'the set 1 has 2049 words'],
    ['too many words', { start: Int32Array.of(0, 1, 2), words: new Int32Array(16_777_217) }, 'there are 16777217 words'],
  ])('%s', (_, change, message) => {
    expect(withSets(change)).toThrow(expect.objectContaining({ code: 'E_TREES_INVALID', message: expect.stringContaining(message) }))
  })
})

it('has limits on trees, nodes and depth', () => {
  const within = { trees: 2, nodes: 8, depth: 2 }
  expect(() => checkTrees(example, { features: 2, limits: within })).not.toThrow()
  for (const limit of ['trees', 'nodes', 'depth'] as const) {
    const limits = { ...within, [limit]: within[limit] - 1 }
    expect(() => checkTrees(example, { features: 2, limits })).toThrow(expect.objectContaining({ code: 'E_TREES_INVALID' }))
  }
})

it('accepts a chain of the deepest allowed length and no deeper', () => {
  const chain = (depth: number): TreeEnsemble => {
    let node: TreeNode = { value: 0, cover: 1 }
    for (let at = 0; at < depth; at++)
      node = { feature: 0, threshold: 0, missingLeft: false, left: node, right: { value: 0, cover: 1 }, cover: 1 }
    return buildTrees([node], { base: 0, aggregate: 'sum' })
  }
  expect(check(chain(treeLimits.depth))).not.toThrow()
  expect(check(chain(treeLimits.depth + 1))).toThrow('splits deep')
})
