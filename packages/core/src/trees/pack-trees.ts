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
}

interface Group {
  readonly orders: Int32Array[]
  /** Slot by `feature * 2 + missingLeft`. */
  readonly slots: Map<number, number>
  nodes: number
}

/** Packs consecutive trees as far as indexes of 17 and slots of 12 bits reach, and starts again; null when a single tree reaches farther. */
export function packTrees(ensemble: TreeEnsemble): readonly PackedTrees[] | null {
  const groups: Group[] = []
  for (const root of ensemble.roots) {
    const order = breadthFirst(ensemble, root)
    const keys = slotKeys(ensemble, order)
    if (1 + order.length > nodeCapacity || 1 + keys.size > slotCapacity) return null
    let group = groups.at(-1)
    if (group === undefined || !fits(group, order, keys)) {
      group = { orders: [], slots: new Map(), nodes: 1 }
      groups.push(group)
    }
    group.orders.push(order)
    group.nodes += order.length
    for (const key of keys) if (!group.slots.has(key)) group.slots.set(key, group.slots.size + 1)
  }
  return groups.map((group) => layOut(ensemble, group))
}

function breadthFirst({ feature, left, right }: TreeEnsemble, root: number): Int32Array {
  const order = [root]
  for (let at = 0; at < order.length; at++) {
    const node = order[at]!
    if (feature[node] !== -1) order.push(left[node]!, right[node]!)
  }
  return Int32Array.from(order)
}

function slotKeys(ensemble: TreeEnsemble, order: Int32Array): Set<number> {
  const keys = new Set<number>()
  for (const node of order) if (ensemble.feature[node] !== -1) keys.add(slotKey(ensemble, node))
  return keys
}

function slotKey({ feature, missingLeft }: TreeEnsemble, node: number): number {
  return feature[node]! * 2 + missingLeft[node]!
}

function fits(group: Group, order: Int32Array, keys: Set<number>): boolean {
  let slots = 1 + group.slots.size
  for (const key of keys) if (!group.slots.has(key)) slots++
  return group.nodes + order.length <= nodeCapacity && slots <= slotCapacity
}

function layOut(ensemble: TreeEnsemble, group: Group): PackedTrees {
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
      links[at] = leaf ? at << linkShift : (child << linkShift) | (group.slots.get(slotKey(ensemble, node))! * lanes)
      thresholds[at] = leaf ? ensemble.value[node]! : ensemble.threshold[node]!
      if (!leaf) child += 2
      at++
    }
  })
  const keys = [...group.slots.keys()]
  const width = 1 + keys.length
  return {
    trees,
    roots,
    links,
    thresholds,
    features: Int32Array.of(-1, ...keys.map((key) => key >> 1)),
    missing: Float64Array.of(-Infinity, ...keys.map((key) => (key % 2 === 1 ? -Infinity : Infinity))),
    slots: new Float64Array(width * rowsAtOnce).fill(-Infinity),
  }
}
