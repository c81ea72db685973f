import type { MillraceError } from '../errors/millrace-error.ts'
import { checkCategoryNode, checkCategorySets } from './check-categories.ts'
import { invalidTrees } from './invalid-trees.ts'
import type { TreeEnsemble } from './tree-ensemble.ts'
import { type TreeLimits, treeLimits } from './tree-limits.ts'

/**
 * What an ensemble is checked against.
 *
 * @category Trees
 * @since 0.1.0
 */
export interface CheckTreesOptions {
  /** Number of arguments that splits may read. */
  readonly features: number
  /**
   * How large the ensemble may be.
   *
   * @defaultValue `treeLimits`
   */
  readonly limits?: TreeLimits
}

/**
 * Checks that an ensemble from outside is well-formed, so that no walk through it can leave the arrays or fail to end.
 *
 * Required: arrays of one length within the limits; children after their parent and inside the arrays; each node reached exactly once from exactly one root;
 * arguments that exist; finite thresholds, values, covers, gains and base; covers of at least 0; flags of 0 or 1; leaves without children; sets of categories that lie
 * inside their words, at splits alone. It takes time linear in the nodes and no recursion.
 *
 * @param ensemble - arrays as they were read
 * @param options - number of arguments, and limits
 * @throws MillraceError `E_TREES_INVALID` at the first thing that is wrong, with the array, the node and the value
 * @example
 * ```ts
 * import { buildTrees, checkTrees } from '@millrace/core'
 *
 * const trees = buildTrees([{ value: 1, cover: 10 }], { base: 0, aggregate: 'sum' })
 * checkTrees(trees, { features: 0 }) // => undefined
 * ```
 * @category Trees
 * @since 0.1.0
 */
export function checkTrees(ensemble: TreeEnsemble, { features, limits = treeLimits }: CheckTreesOptions): void {
  checkSizes(ensemble, limits)
  const nodes = ensemble.feature.length
  const reached = new Uint8Array(nodes)
  const depth = new Int32Array(nodes)
  const reach = (node: number, parent: number) => {
    const steps = parent === -1 ? 0 : depth[parent]! + 1
    if (reached[node] === 1)
      throw invalidTrees(`node ${node} is reached twice; each node has one parent, and a root none`, { node, parent })
    if (steps > limits.depth) throw invalidTrees(`node ${node} is ${steps} splits deep; at most ${limits.depth} are allowed`, { node })
    reached[node] = 1
    depth[node] = steps
  }

  ensemble.roots.forEach((root, tree) => {
    if (!(root >= 0 && root < nodes))
      throw invalidTrees(`root ${root} of tree ${tree} is not a node`, { array: 'roots', tree, value: root })
    reach(root, -1)
  })
  // Parents come before children, so whatever leads to a node has been seen when the node's turn comes.
  for (let node = 0; node < nodes; node++) {
    if (reached[node] === 0) throw invalidTrees(`node ${node} belongs to no tree`, { node })
    checkNode(ensemble, node, features)
    if (ensemble.feature[node] === -1) continue
    reach(ensemble.left[node]!, node)
    reach(ensemble.right[node]!, node)
  }
}

const nodeArrays = ['feature', 'threshold', 'left', 'right', 'missingLeft', 'value', 'cover', 'gain'] as const
type NodeArray = (typeof nodeArrays)[number]

function checkSizes(ensemble: TreeEnsemble, limits: TreeLimits): void {
  const { roots, feature, base, aggregate } = ensemble
  const nodes = feature.length
  const trees = roots.length
  for (const array of nodeArrays) {
    const { length } = ensemble[array]
    if (length !== nodes) throw invalidTrees(`'${array}' has ${length} elements and 'feature' has ${nodes}; all need one a node`, { array })
  }
  if (nodes > limits.nodes) throw invalidTrees(`there are ${nodes} nodes; at most ${limits.nodes} are allowed`, { nodes })
  if (trees === 0) throw invalidTrees('there is no tree; an ensemble needs at least one', { array: 'roots' })
  if (trees > limits.trees) throw invalidTrees(`there are ${trees} trees; at most ${limits.trees} are allowed`, { trees })
  if (!Number.isFinite(base)) throw invalidTrees(`the base is ${base}; it must be finite`, { value: String(base) })
  if (ensemble.categories !== undefined) checkCategorySets(ensemble.categories, nodes)
  if (aggregate !== 'sum' && aggregate !== 'mean') throw invalidTrees(`the aggregate is '${aggregate}'; it must be 'sum' or 'mean'`)
}

function checkNode(ensemble: TreeEnsemble, node: number, features: number): void {
  const feature = ensemble.feature[node]!
  const cover = ensemble.cover[node]!
  if (!(feature >= -1 && feature < features)) {
    throw invalidElement(ensemble, 'feature', node, `-1 at a leaf, or the index of one of the ${features} arguments`)
  }
  if (!Number.isFinite(ensemble.threshold[node])) throw invalidElement(ensemble, 'threshold', node, 'finite')
  if (!Number.isFinite(ensemble.value[node])) throw invalidElement(ensemble, 'value', node, 'finite')
  if (!(cover >= 0 && cover < Infinity)) throw invalidElement(ensemble, 'cover', node, 'finite and at least 0')
  if (!Number.isFinite(ensemble.gain[node])) throw invalidElement(ensemble, 'gain', node, 'finite')
  if (ensemble.missingLeft[node]! > 1) throw invalidElement(ensemble, 'missingLeft', node, '0 or 1')
  checkCategoryNode(ensemble, node)
  checkChild(ensemble, 'left', node)
  checkChild(ensemble, 'right', node)
}

function checkChild(ensemble: TreeEnsemble, side: 'left' | 'right', node: number): void {
  const child = ensemble[side][node]!
  if (ensemble.feature[node] === -1) {
    if (child !== -1) throw invalidElement(ensemble, side, node, '-1 at a leaf')
  } else if (!(child > node && child < ensemble.feature.length)) {
    throw invalidElement(ensemble, side, node, 'the index of a later node')
  }
}

function invalidElement(ensemble: TreeEnsemble, array: NodeArray, node: number, expected: string): MillraceError {
  const value = ensemble[array][node]!
  return invalidTrees(`'${array}' of node ${node} is ${value}; it must be ${expected}`, { array, node, value: String(value) })
}
