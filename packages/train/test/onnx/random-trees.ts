import { type BuildTreesOptions, buildTrees, type Random, seededRandom, type TreeEnsemble, type TreeNode } from '@millrace/core'

/** How trees are drawn. */
export interface RandomTreesOptions extends BuildTreesOptions {
  readonly seed: number
  readonly trees: number
  readonly depth: number
  /** Thresholds to draw from, by feature. */
  readonly thresholds: readonly (readonly number[])[]
  /** Number of categories of each feature that is split by sets. */
  readonly categories: ReadonlyMap<number, number>
}

/** Trees with splits of every kind: numbers and sets of categories, null to the left and to the right, whole trees of one leaf. */
export function randomTrees({ seed, trees, depth, thresholds, categories, ...options }: RandomTreesOptions): TreeEnsemble {
  const random = seededRandom(seed)
  const roots = Array.from({ length: trees }, (_, tree) => (tree % 7 === 3 ? leaf(random) : grow(depth)))
  function grow(levels: number): TreeNode {
    if (levels === 0 || random.integer(8) === 0) return leaf(random)
    const feature = random.integer(thresholds.length)
    const codes = categories.get(feature)
    const choices = thresholds[feature]!
    return {
      feature,
      threshold: choices[random.integer(choices.length)]!,
      ...(codes === undefined ? {} : { categories: [...Array(codes).keys()].filter(() => random.integer(2) === 0) }),
      missingLeft: random.integer(2) === 0,
      cover: 1,
      left: grow(levels - 1),
      right: grow(levels - 1),
    }
  }
  return buildTrees(roots, options)
}

const leaf = (random: Random): TreeNode => ({ value: random.normal() / 3, cover: 1 })
