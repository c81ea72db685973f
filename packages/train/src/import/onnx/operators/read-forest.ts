import { predecessor, type TreeNode } from '@millrace/core'
import { float32AtMost, float32Below } from '../../float32-boundary.ts'
import { type ForeignNode, growTree, withEqualCovers } from '../../grow-tree.ts'
import { importLimits } from '../../import-limits.ts'
import { createUses } from '../../index-of-uses.ts'
import type { NodeView } from '../node-view.ts'

/** What a split compares: a column, or whether a column equals a number. */
export interface ForestArgument {
  readonly feature: number
  readonly equals: number | null
}

/** The trees of a node; the value of a leaf is its index into `weights`. */
export interface ReadForest {
  readonly roots: readonly TreeNode[]
  /** For each leaf the classes it adds to, and by how much. */
  readonly weights: readonly (readonly (readonly [k: number, weight: number])[])[]
  readonly uses: readonly ForestArgument[]
}

interface ForestOptions {
  readonly part: 'class' | 'target'
  readonly classes: number
  /** Number of columns that splits may read. */
  readonly width: number
  /** Whether numbers are compared in double precision. */
  readonly isDouble: boolean
}

/** Reads the parallel lists of a TreeEnsemble: nodes named by tree and number, weights named by node and class. */
export function readForest(node: NodeView, { part, classes, width, isDouble }: ForestOptions): ReadForest {
  const treeIds = node.ints('nodes_treeids')
  const size = treeIds.length
  if (size === 0 || size > importLimits.nodes) throw node.invalid(`it has ${size} nodes; 1 to ${importLimits.nodes} are read`)
  const list = <T>(name: string, values: readonly T[]): readonly T[] => {
    if (values.length !== size) throw node.invalid(`'${name}' has ${values.length} elements where ${size} are needed`)
    return values
  }
  const ints = (name: string) => list(name, node.ints(name))
  const [nodeIds, features, yes, no] = [
    ints('nodes_nodeids'),
    ints('nodes_featureids'),
    ints('nodes_truenodeids'),
    ints('nodes_falsenodeids'),
  ]
  const modes = list('nodes_modes', node.texts('nodes_modes'))
  const cuts = list('nodes_values', node.thresholds('nodes_values'))
  const tracks = node.ints('nodes_missing_value_tracks_true')
  if (tracks.length !== 0) list('nodes_missing_value_tracks_true', tracks)

  const trees = new Map<number, Map<number, number>>()
  for (const [at, tree] of treeIds.entries()) {
    const known = trees.get(tree) ?? new Map<number, number>()
    if (known.has(nodeIds[at]!)) throw node.invalid(`it has node ${nodeIds[at]} of tree ${tree} twice`)
    known.set(nodeIds[at]!, at)
    trees.set(tree, known)
  }
  if (trees.size > importLimits.trees) throw node.invalid(`it has ${trees.size} trees; at most ${importLimits.trees} are read`)

  const weights = readWeights(node, { part, classes, find: (tree, id) => trees.get(tree)?.get(id) })
  const leaves: (readonly (readonly [number, number])[])[] = []
  const uses = createUses<ForestArgument>(({ feature, equals }) => `${feature} ${equals}`)
  const roots = Array.from(trees.values(), (known) => {
    const positions = [...known.values()]
    const local = new Map(positions.map((at, i) => [at, i]))
    const child = (id: number) => local.get(known.get(id) ?? -1) ?? Number.NaN
    const isChild = new Set(positions.flatMap((at) => (modes[at] === 'LEAF' ? [] : [known.get(yes[at]!), known.get(no[at]!)])))
    const root = positions.filter((at) => !isChild.has(at))
    if (root.length !== 1) throw node.invalid(`a tree has ${root.length} nodes without a parent; 1 is needed`)
    const read = (index: number): ForeignNode => {
      const at = positions[index]!
      if (modes[at] === 'LEAF') return { value: leaves.push(weights.get(at) ?? []) - 1, cover: 1 }
      const feature = features[at]!
      if (!(feature >= 0 && feature < width)) throw node.invalid(`a split reads column ${feature} of ${width}`)
      const split = splitOf(node, modes[at]!, cuts[at]!, isDouble)
      const tracksTrue = tracks[at] === 1 || split.missingIsTrue
      const [left, right] = split.trueIsLeft ? [yes, no] : [no, yes]
      return {
        feature: uses.indexOf({ feature, equals: split.equals }),
        threshold: split.threshold,
        missingLeft: tracksTrue === split.trueIsLeft,
        left: child(left[at]!),
        right: child(right[at]!),
        cover: 0,
      }
    }
    const fail = (index: number, problem: string) => node.invalid(`node ${nodeIds[positions[index]!]} of a tree ${problem}`)
    return withEqualCovers(growTree({ size: positions.length, root: local.get(root[0]!)!, node: read, fail }))
  })
  return { roots, weights: leaves, uses: uses.values }
}

interface Split {
  /** `x <= threshold` goes left. */
  readonly threshold: number
  /** Whether the left child is the one where the test holds. */
  readonly trueIsLeft: boolean
  /** The number that the column is compared with, where the test is of equality. */
  readonly equals: number | null
  /** Whether the test holds for NaN. */
  readonly missingIsTrue: boolean
}

/** A test of ONNX as `x <= threshold`: float32 tests become those of the doubles that round alike. */
function splitOf(node: NodeView, mode: string, cut: number, isDouble: boolean): Split {
  const isExact = isDouble || Math.abs(cut) === Number.MAX_VALUE
  const atMost = isExact ? cut : float32AtMost(Math.fround(cut))
  const below = isExact ? Math.max(-Number.MAX_VALUE, predecessor(cut)) : float32Below(Math.fround(cut))
  const common = { equals: null, missingIsTrue: false }
  if (mode === 'BRANCH_LEQ') return { ...common, threshold: atMost, trueIsLeft: true }
  if (mode === 'BRANCH_LT') return { ...common, threshold: below, trueIsLeft: true }
  if (mode === 'BRANCH_GTE') return { ...common, threshold: below, trueIsLeft: false }
  if (mode === 'BRANCH_GT') return { ...common, threshold: atMost, trueIsLeft: false }
  if (mode === 'BRANCH_EQ') return { threshold: 0.5, equals: cut, trueIsLeft: false, missingIsTrue: false }
  if (mode === 'BRANCH_NEQ') return { threshold: 0.5, equals: cut, trueIsLeft: true, missingIsTrue: true }
  throw node.unsupported(`with the mode '${mode}' is not read`)
}

interface WeightOptions {
  readonly part: 'class' | 'target'
  readonly classes: number
  find(tree: number, id: number): number | undefined
}

function readWeights(node: NodeView, { part, classes, find }: WeightOptions): ReadonlyMap<number, readonly (readonly [number, number])[]> {
  const [treeIds, nodeIds, ids] = [node.ints(`${part}_treeids`), node.ints(`${part}_nodeids`), node.ints(`${part}_ids`)]
  const amounts = node.weights(`${part}_weights`)
  if ([nodeIds, ids, amounts].some(({ length }) => length !== treeIds.length))
    throw node.invalid(`the lists '${part}_…' are not of one length`)
  const found = new Map<number, (readonly [number, number])[]>()
  for (const [i, tree] of treeIds.entries()) {
    const at = find(tree, nodeIds[i]!)
    const k = ids[i]!
    if (at === undefined) throw node.invalid(`a weight is of node ${nodeIds[i]} of tree ${tree}, which does not exist`)
    if (!(Number.isInteger(k) && k >= 0 && k < classes)) throw node.invalid(`a weight is of ${part} ${k} of ${classes}`)
    const own = found.get(at)
    if (own === undefined) found.set(at, [[k, amounts[i]!]])
    else own.push([k, amounts[i]!])
  }
  return found
}
