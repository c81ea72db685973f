import { expect, it } from 'vitest'
import { example } from '../../test/fixtures/trees/ensembles.ts'
import { buildTrees, type TreeNode, type TreeSplit } from './build-trees.ts'

it('lays trees out breadth-first, one after the other', () => {
  expect(example).toEqual({
    roots: Int32Array.of(0, 7),
    feature: Int32Array.of(0, 1, 1, -1, -1, -1, -1, -1),
    threshold: Float64Array.of(1, 2, 3, 0, 0, 0, 0, 0),
    left: Int32Array.of(1, 3, 5, -1, -1, -1, -1, -1),
    right: Int32Array.of(2, 4, 6, -1, -1, -1, -1, -1),
    missingLeft: Uint8Array.of(1, 0, 1, 0, 0, 0, 0, 0),
    value: Float64Array.of(0, 0, 0, 1, 2, 3, 4, 5),
    cover: Float64Array.of(10, 3, 7, 1, 2, 3, 4, 10),
    gain: new Float64Array(8),
    base: 0.5,
    aggregate: 'sum',
  })
  expect(Object.isFrozen(example)).toBe(true)
})

it('keeps what an inner node would output, where it is known', () => {
  const leaf = { value: 1, cover: 1 }
  const split = { feature: 0, threshold: 0, missingLeft: false, left: leaf, right: leaf, cover: 2, value: 0.25 }
  expect(Array.from(buildTrees([split], { base: 0, aggregate: 'sum' }).value)).toEqual([0.25, 1, 1])
})

const bySet = (categories: readonly number[], gain?: number): TreeSplit => ({
  feature: 0,
  threshold: 7,
  categories,
  missingLeft: false,
  left: { value: 1, cover: 1 },
  right: { value: 2, cover: 1 },
  cover: 2,
  ...(gain !== undefined && { gain }),
})

it('keeps sets of categories as bits, each in its own words, and no threshold beside them', () => {
  const { categories, threshold, gain } = buildTrees([bySet([0, 31, 32]), { value: 0, cover: 1 }, bySet([]), bySet([65, 1], 3)], {
    base: 0,
    aggregate: 'sum',
  })
  expect(categories).toEqual({
    set: Int32Array.of(0, -1, -1, -1, 1, -1, -1, 2, -1, -1),
    start: Int32Array.of(0, 2, 2, 5),
    words: Int32Array.of(1 | (1 << 31), 1, 2, 0, 2),
  })
  expect(Array.from(threshold)).toEqual(new Array(10).fill(0))
  expect(gain[7]).toBe(3)
})

it.each([-1, 0.5, Number.NaN, 65_536])('refuses the category %d', (code) => {
  expect(() => buildTrees([bySet([code])], { base: 0, aggregate: 'sum' })).toThrow(
    expect.objectContaining({
      code: 'E_TREES_INVALID',
      message: expect.stringContaining(`the category ${code}; give a code from 0 to 65535`),
    }),
  )
})

it('builds a chain that is too deep for recursion', () => {
  let node: TreeNode = { value: 7, cover: 1 }
  for (let depth = 0; depth < 100_000; depth++) {
    node = { feature: 0, threshold: depth, missingLeft: false, left: { value: 0, cover: 1 }, right: node, cover: 1 }
  }
  const { feature, value } = buildTrees([node], { base: 0, aggregate: 'sum' })
  expect(feature.length).toBe(200_001)
  expect(value.at(-1)).toBe(7)
})

it('refuses an empty ensemble, a node that contains itself, and a feature that is not an index', () => {
  const options = { base: 0, aggregate: 'sum' } as const
  const leaf = { value: 0, cover: 1 }
  const endless = { feature: 0, threshold: 0, missingLeft: false, left: leaf as TreeNode, right: leaf as TreeNode, cover: 1 }
  endless.left = endless
  endless.right = endless
  const fractional = { feature: 0.5, threshold: 0, missingLeft: false, left: leaf, right: leaf, cover: 1 }
  for (const trees of [[], [endless], [fractional]]) {
    expect(() => buildTrees(trees, options)).toThrow(expect.objectContaining({ code: 'E_TREES_INVALID' }))
  }
})
