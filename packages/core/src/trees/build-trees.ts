import { invalidTrees } from './invalid-trees.ts'
import type { CategorySets, TreeEnsemble } from './tree-ensemble.ts'
import { categoryLimits, treeLimits } from './tree-limits.ts'

/**
 * A node that asks one question: `x <= threshold` goes left.
 *
 * @category Trees
 * @since 0.1.0
 */
export interface TreeSplit {
  /** Index of the argument that is compared. */
  readonly feature: number
  /** `x <= threshold` goes left, compared in float64; not used where there are `categories`. */
  readonly threshold: number
  /** Category codes that go left; a split by them where present. */
  readonly categories?: readonly number[]
  /** Whether null goes left. */
  readonly missingLeft: boolean
  /** Where `x <= threshold` goes. */
  readonly left: TreeNode
  /** Where the rest goes. */
  readonly right: TreeNode
  /** Training weight that reached the node. */
  readonly cover: number
  /**
   * By how much the split lowered the training loss.
   *
   * @defaultValue 0
   */
  readonly gain?: number
  /**
   * What the node would output as a leaf.
   *
   * @defaultValue 0
   */
  readonly value?: number
}

/**
 * A node that ends the walk.
 *
 * @category Trees
 * @since 0.1.0
 */
export interface TreeLeaf {
  /** What the tree adds to the output. */
  readonly value: number
  /** Training weight that reached the leaf. */
  readonly cover: number
}

/**
 * A tree as nested plain values, the form in which trainers and readers of other tools' models make it.
 *
 * @category Trees
 * @since 0.1.0
 */
export type TreeNode = TreeSplit | TreeLeaf

/**
 * How trees make one number.
 *
 * @category Trees
 * @since 0.1.0
 */
export interface BuildTreesOptions {
  /** Added once to the aggregate. */
  readonly base: number
  /** `'sum'` for boosting, `'mean'` for forests. */
  readonly aggregate: 'sum' | 'mean'
}

/**
 * Lays nested trees out as parallel arrays, each tree breadth-first, so that siblings are neighbours and children come after their parents.
 *
 * @param trees - at least one tree, in order of summation
 * @param options - base and aggregate
 * @returns frozen ensemble for a `trees` node
 * @throws MillraceError `E_TREES_INVALID` when there is no tree, a feature is not an index, or there are too many nodes, as in a node that contains itself
 * @example
 * ```ts
 * import { buildTrees } from '@millrace/core'
 *
 * const stump = {
 *   feature: 0,
 *   threshold: 2.5,
 *   missingLeft: true,
 *   left: { value: -1, cover: 40 },
 *   right: { value: 1, cover: 60 },
 *   cover: 100,
 * }
 * const { left, value } = buildTrees([stump], { base: 0.5, aggregate: 'sum' })
 * Array.from(left) // => [1, -1, -1]
 * Array.from(value) // => [0, -1, 1]
 * ```
 * @category Trees
 * @since 0.1.0
 */
export function buildTrees(trees: readonly TreeNode[], { base, aggregate }: BuildTreesOptions): TreeEnsemble {
  if (trees.length === 0) throw invalidTrees('there is no tree; give at least one, which may be a single leaf')
  const roots: number[] = []
  const nodes: TreeNode[] = []
  const left: number[] = []
  for (const tree of trees) {
    roots.push(nodes.length)
    nodes.push(tree)
    for (let at = left.length; at < nodes.length; at++) {
      const node = nodes[at]!
      left.push('feature' in node ? nodes.length : -1)
      if ('feature' in node) nodes.push(node.left, node.right)
      if (nodes.length > treeLimits.nodes) throw invalidTrees(`there are more than ${treeLimits.nodes} nodes; grow fewer or smaller trees`)
    }
  }
  const ensemble: TreeEnsemble = {
    roots: Int32Array.from(roots),
    feature: new Int32Array(nodes.length).fill(-1),
    threshold: new Float64Array(nodes.length),
    left: Int32Array.from(left),
    right: new Int32Array(nodes.length).fill(-1),
    missingLeft: new Uint8Array(nodes.length),
    value: new Float64Array(nodes.length),
    cover: new Float64Array(nodes.length),
    gain: new Float64Array(nodes.length),
    ...categorySets(nodes),
    base,
    aggregate,
  }
  nodes.forEach((node, at) => {
    ensemble.value[at] = node.value ?? 0
    ensemble.cover[at] = node.cover
    if (!('feature' in node)) return
    if (!isIndex(node.feature)) throw invalidTrees(`a split reads feature ${node.feature}; give the index of an argument`)
    ensemble.feature[at] = node.feature
    ensemble.threshold[at] = node.categories === undefined ? node.threshold : 0
    ensemble.gain[at] = node.gain ?? 0
    ensemble.right[at] = left[at]! + 1
    ensemble.missingLeft[at] = Number(node.missingLeft)
  })
  return Object.freeze(ensemble)
}

/** The sets of all splits by category; nothing where there are none. */
function categorySets(nodes: readonly TreeNode[]): { readonly categories?: CategorySets } {
  const set = new Int32Array(nodes.length).fill(-1)
  const start = [0]
  const words: number[] = []
  nodes.forEach((node, at) => {
    if (!('categories' in node) || node.categories === undefined) return
    set[at] = start.length - 1
    for (const code of node.categories) {
      if (!isCode(code)) throw invalidTrees(`a split names the category ${code}; give a code from 0 to ${categoryLimits.codes - 1}`)
      const word = start.at(-1)! + (code >> 5)
      while (words.length <= word) words.push(0)
      words[word]! |= 1 << (code & 31)
    }
    if (words.length > categoryLimits.words) throw invalidTrees(`the sets of categories have more than ${categoryLimits.words} words`)
    start.push(words.length)
  })
  return start.length === 1 ? {} : { categories: Object.freeze({ set, start: Int32Array.from(start), words: Int32Array.from(words) }) }
}

const isCode = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < categoryLimits.codes
const isIndex = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < 2 ** 31
