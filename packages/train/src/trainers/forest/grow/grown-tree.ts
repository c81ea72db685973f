/** A tree in bins: what a thread sends, one element a node, the root first and children after their parents. */
export interface GrownTree {
  readonly nodes: number
  /** Index of the feature; -1 at a leaf. */
  readonly feature: Int32Array
  /** The last bin that goes left; -1 at a leaf and where a set of categories does. */
  readonly bin: Int32Array
  /** The left child; the right one is the next node. -1 at a leaf. */
  readonly left: Int32Array
  readonly missingLeft: Uint8Array
  /** Outputs of each node, one after the other. */
  readonly value: Float64Array
  readonly cover: Float64Array
  readonly gain: Float64Array
  /** Where a node's set of bins is among the sets, in words; -1 where there is none. */
  readonly set: Int32Array
  readonly sets: Int32Array
}

/** A tree with room for so many nodes, and for sets. */
export function createTree(most: number, outputs: number, hasSets: boolean): GrownTree {
  return {
    nodes: 0,
    feature: new Int32Array(most),
    bin: new Int32Array(most),
    left: new Int32Array(most),
    missingLeft: new Uint8Array(most),
    value: new Float64Array(most * outputs),
    cover: new Float64Array(most),
    gain: new Float64Array(most),
    set: new Int32Array(hasSets ? most : 0),
    sets: new Int32Array(hasSets ? 8 * most : 0),
  }
}

/** Only what is used of a tree, in arrays of its own. */
export function trimTree(
  tree: GrownTree,
  nodes: number,
  { outputs, words }: { readonly outputs: number; readonly words: number },
): GrownTree {
  return {
    nodes,
    feature: tree.feature.slice(0, nodes),
    bin: tree.bin.slice(0, nodes),
    left: tree.left.slice(0, nodes),
    missingLeft: tree.missingLeft.slice(0, nodes),
    value: tree.value.slice(0, nodes * outputs),
    cover: tree.cover.slice(0, nodes),
    gain: tree.gain.slice(0, nodes),
    set: tree.set.slice(0, nodes),
    sets: tree.sets.slice(0, words),
  }
}

/** The buffers of a tree, to be transferred. */
export const buffersOf = (tree: GrownTree): ArrayBuffer[] =>
  Object.values(tree).flatMap((array) => (typeof array === 'number' ? [] : [array.buffer as ArrayBuffer]))

/** Index of the leaf that a row of bins comes to. */
export function leafOf({ feature, bin, left, missingLeft, set, sets }: GrownTree, bins: Uint8Array, offset: number): number {
  let node = 0
  for (;;) {
    const split = feature[node]!
    if (split < 0) return node
    const value = bins[offset + split]!
    const last = bin[node]!
    let goesLeft: boolean
    if (value === 255) goesLeft = missingLeft[node] === 1
    else if (last >= 0) goesLeft = value <= last
    else goesLeft = ((sets[set[node]! + (value >> 5)]! >>> (value & 31)) & 1) === 1
    node = left[node]! + Number(!goesLeft)
  }
}
