import { type PackedCategories, packCategories, type Slot, slotFinder, wordsOf } from './pack-categories.ts'
import type { TreeEnsemble } from './tree-ensemble.ts'

/** Walks that advance together, rows of one tree or trees of one row: independent loads and compares hide each other's latency. */
export const lanes = 8
/** Rows whose features stay in the fast cache while all trees pass over them. */
export const rowsAtOnce = 32

/** A link is `left << linkShift | slot * lanes`; slot 0 marks a leaf. */
export const linkShift = 15
/** Selects `slot * lanes` from a link. */
export const slotMask = (1 << linkShift) - 1

const slotCapacity = (slotMask + 1) / lanes
const nodeCapacity = 2 ** (32 - linkShift)
/** Words of categories that a pack may hold: 16 MB. */
const wordCapacity = 2 ** 22

/**
 * Trees in 12 bytes a node, laid out for walks without branches: siblings are neighbours, so a step is `left + (x > threshold)`, and a leaf is its own left child.
 *
 * A step reads a *slot* in place of a feature: one feature in one direction of null, which the slot replaces by an infinity that any threshold sends that way. So no
 * walk ever meets NaN. Slot 0 holds -Infinity and is what leaves compare; their threshold is therefore free and holds their value.
 *
 * Node 0 is a leaf of value 0, and pads the trees to a multiple of the lanes.
 */
export interface PackedTrees {
  /** Number of trees; `roots` is padded beyond it. */
  readonly trees: number
  readonly roots: Int32Array
  readonly links: Int32Array
  /** Threshold of a split, value of a leaf. */
  readonly thresholds: Float64Array
  /** Argument that each slot reads; -1 for slot 0. */
  readonly features: Int32Array
  /** What null is replaced by in each slot. */
  readonly missing: Float64Array
  /** Scratch: slots of `rowsAtOnce` rows, the same slot of `lanes` rows side by side. */
  readonly slots: Float64Array
  /** Present where a split of these trees is by categories. */
  readonly categories: PackedCategories | null
}

interface Group {
  readonly orders: Int32Array[]
  /** Place of each slot, from 1. */
  readonly slots: Map<Slot, number>
  nodes: number
  words: number
}

/** Packs consecutive trees as far as indexes of 17 and slots of 12 bits reach, and starts again; null when a single tree reaches farther. */
export function packTrees(ensemble: TreeEnsemble): readonly PackedTrees[] | null {
  const slotOf = slotFinder(ensemble)
  const groups: Group[] = []
  for (const root of ensemble.roots) {
    const tree = measure(ensemble, root, slotOf)
    let group = groups.at(-1)
    if (group === undefined || !fits(group, tree)) {
      group = { orders: [], slots: new Map(), nodes: 1, words: 1 }
      if (!fits(group, tree)) return null
      groups.push(group)
    }
    group.orders.push(tree.order)
    group.nodes += tree.order.length
    group.words += tree.words
    for (const slot of tree.slots) if (!group.slots.has(slot)) group.slots.set(slot, group.slots.size + 1)
  }
  return groups.map((group) => layOut(ensemble, group, slotOf))
}

/** What a tree needs of a pack. */
interface MeasuredTree {
  /** The nodes, breadth-first. */
  readonly order: Int32Array
  readonly slots: ReadonlySet<Slot>
  readonly words: number
}

function measure(ensemble: TreeEnsemble, root: number, slotOf: (node: number) => Slot): MeasuredTree {
  const order = breadthFirst(ensemble, root)
  const slots = new Set<Slot>()
  let words = 0
  for (const node of order) {
    if (ensemble.feature[node] === -1) continue
    const slot = slotOf(node)
    slots.add(slot)
    words += wordsOf(slot)
  }
  return { order, slots, words }
}

function fits(group: Group, tree: MeasuredTree): boolean {
  let slots = 1 + group.slots.size
  for (const slot of tree.slots) if (!group.slots.has(slot)) slots++
  return group.nodes + tree.order.length <= nodeCapacity && slots <= slotCapacity && group.words + tree.words <= wordCapacity
}

function breadthFirst({ feature, left, right }: TreeEnsemble, root: number): Int32Array {
  const order = [root]
  for (let at = 0; at < order.length; at++) {
    const node = order[at]!
    if (feature[node] !== -1) order.push(left[node]!, right[node]!)
  }
  return Int32Array.from(order)
}

function layOut(ensemble: TreeEnsemble, group: Group, slotOf: (node: number) => Slot): PackedTrees {
  const trees = group.orders.length
  const roots = new Int32Array(Math.ceil(trees / lanes) * lanes)
  const links = new Int32Array(group.nodes)
  const thresholds = new Float64Array(group.nodes)
  let at = 1
  group.orders.forEach((order, tree) => {
    roots[tree] = at
    let child = at + 1
    for (const node of order) {
      const leaf = ensemble.feature[node] === -1
      links[at] = leaf ? at << linkShift : (child << linkShift) | (group.slots.get(slotOf(node))! * lanes)
      thresholds[at] = leaf ? ensemble.value[node]! : ensemble.threshold[node]!
      if (!leaf) child += 2
      at++
    }
  })
  const slots = [...group.slots.keys()]
  const scratch = (1 + slots.length) * rowsAtOnce
  const packed = {
    trees,
    roots,
    links,
    thresholds,
    features: Int32Array.of(-1, ...slots.map(({ feature }) => feature)),
    missing: Float64Array.of(-Infinity, ...slots.map(({ missingLeft }) => (missingLeft ? -Infinity : Infinity))),
    slots: new Float64Array(scratch).fill(-Infinity),
  }
  if (group.words === 1) return { ...packed, categories: null }
  const nodes = group.orders.flatMap((order) => Array.from(order))
  return { ...packed, categories: packCategories(ensemble, nodes, { slots, slotOf, thresholds, words: group.words, scratch }) }
}
