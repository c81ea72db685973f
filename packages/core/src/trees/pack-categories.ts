import type { TreeEnsemble } from './tree-ensemble.ts'

/** What a split reads: a feature in one direction of null, or the category of a feature. Equal slots are one object. */
export interface Slot {
  readonly feature: number
  /** Of no account where `codes` are told apart. */
  readonly missingLeft: boolean
  /** Categories below this are told apart, all others are one; 0 where the slot holds the number itself. */
  readonly codes: number
}

/** Words that a split by this slot takes: a bit a category, then one for all others and one for null. */
export const wordsOf = ({ codes }: Slot): number => (codes === 0 ? 0 : codes / 32 + 1)

/**
 * Splits by categories beside those by numbers, still without branches. Each node has a run of words in which the bit of a row's category is 1 where it goes right; a
 * node that compares numbers has the word 0, and a node of categories has a threshold of NaN, so that a step may always ask both.
 */
export interface PackedCategories {
  /** Index of each node's first word. */
  readonly starts: Int32Array
  readonly words: Int32Array
  /** As `Slot.codes`, for each slot. */
  readonly codes: Int32Array
  /** Scratch beside `slots`: the category of each row; 0 in a slot of numbers. */
  readonly rows: Int32Array
}

/** Finds the slot of an inner node. */
export function slotFinder({ feature, missingLeft, categories }: TreeEnsemble): (node: number) => Slot {
  const codes = new Map<number, number>()
  categories?.set.forEach((set, node) => {
    if (set === -1) return
    const own = 32 * (categories.start[set + 1]! - categories.start[set]!)
    codes.set(feature[node]!, Math.max(own, 32, codes.get(feature[node]!) ?? 0))
  })
  const slots = new Map<number, Slot>()
  return (node) => {
    const byCategory = (categories?.set[node] ?? -1) !== -1
    const key = feature[node]! * 4 + (byCategory ? 2 : missingLeft[node]!)
    const known = slots.get(key)
    if (known !== undefined) return known
    const slot = { feature: feature[node]!, missingLeft: missingLeft[node] === 1, codes: byCategory ? codes.get(feature[node]!)! : 0 }
    slots.set(key, slot)
    return slot
  }
}

/** What is known of a pack before its categories are laid out. */
interface Packing {
  readonly slots: readonly Slot[]
  readonly slotOf: (node: number) => Slot
  /** Receives NaN at splits by categories. */
  readonly thresholds: Float64Array
  readonly words: number
  readonly scratch: number
}

/** Lays out the words of the nodes, which stand in the pack from place 1 on. */
export function packCategories(ensemble: TreeEnsemble, nodes: readonly number[], packing: Packing): PackedCategories {
  const { set, start, words } = ensemble.categories!
  const packed = { starts: new Int32Array(1 + nodes.length), words: new Int32Array(packing.words) }
  let next = 1
  nodes.forEach((node, at) => {
    const index = set[node]!
    if (index === -1) return
    const slot = packing.slotOf(node)
    const own = words.subarray(start[index]!, start[index + 1]!)
    packing.thresholds[1 + at] = Number.NaN
    packed.starts[1 + at] = next
    for (let word = 0; word < slot.codes / 32; word++) packed.words[next++] = ~(own[word] ?? 0)
    packed.words[next++] = ensemble.missingLeft[node] === 1 ? 1 : 3
  })
  return { ...packed, codes: Int32Array.of(0, ...packing.slots.map(({ codes }) => codes)), rows: new Int32Array(packing.scratch) }
}
