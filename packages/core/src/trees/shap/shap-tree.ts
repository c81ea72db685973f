import { goesLeft } from '../goes-left.ts'
import type { TreeEnsemble } from '../tree-ensemble.ts'

/** The splits of one tree, each after its parent: what explanations walk over. */
export interface ShapTree {
  /** Node of the ensemble of each split. */
  readonly nodes: Int32Array
  /** For the left and the right side of each split, the split there, or -1 where a leaf is. */
  readonly children: Int32Array
  /** For each side, the value of the leaf there, already divided by the number of trees where these are averaged. */
  readonly values: Float64Array
  /** For each side, the share of the training weight that went there; both halves where none is known. */
  readonly shares: Float64Array
  /** For each split, the side that leads to it; -1 at the first. */
  readonly edges: Int32Array
  /** For each split, the split on its path, itself included, that the nearest side of an earlier split by the same feature leads to; -1 where none is. */
  readonly above: Int32Array
  /** Most different features on a path. */
  readonly width: number
  /** What the tree gives where nothing of the row is known: its mean over the training weight. */
  readonly mean: number
}

/** Takes a tree apart. */
export function shapTree(ensemble: TreeEnsemble, root: number): ShapTree {
  const { feature, left, right, cover, value, aggregate, roots } = ensemble
  const scale = aggregate === 'mean' ? 1 / roots.length : 1
  const nodes: number[] = feature[root] === -1 ? [] : [root]
  const edges: number[] = [-1]
  const children: number[] = []
  for (let split = 0; split < nodes.length; split++) {
    for (const child of [left[nodes[split]!]!, right[nodes[split]!]!]) {
      children.push(feature[child] === -1 ? -1 : nodes.length)
      if (feature[child] === -1) continue
      edges.push(children.length - 1)
      nodes.push(child)
    }
  }
  const values = new Float64Array(children.length)
  const shares = new Float64Array(children.length)
  const means = new Float64Array(nodes.length)
  for (let split = nodes.length - 1; split >= 0; split--) {
    const sides = [left[nodes[split]!]!, right[nodes[split]!]!] as const
    const total = cover[sides[0]]! + cover[sides[1]]!
    sides.forEach((child, side) => {
      const edge = 2 * split + side
      values[edge] = children[edge] === -1 ? value[child]! * scale : 0
      shares[edge] = total > 0 ? cover[child]! / total : 0.5
      means[split]! += shares[edge]! * (children[edge] === -1 ? values[edge]! : means[children[edge]!]!)
    })
  }
  return {
    nodes: Int32Array.from(nodes),
    children: Int32Array.from(children),
    values,
    shares,
    edges: Int32Array.from(nodes, (_, split) => edges[split]!),
    ...featuresAbove(nodes, edges, feature),
    mean: nodes.length === 0 ? value[root]! * scale : means[0]!,
  }
}

/** Notes for each split whether a row goes left there, from a place on. */
export function noteSides(
  ensemble: TreeEnsemble,
  { nodes }: ShapTree,
  columns: readonly Float64Array[],
  row: number,
  left: Uint8Array,
  at = 0,
): void {
  for (let split = 0; split < nodes.length; split++) {
    const node = nodes[split]!
    left[at + split] = Number(goesLeft(ensemble, node, columns[ensemble.feature[node]!]![row]!))
  }
}

/** Climbs from each split to the one above of the same feature, and counts the features of the widest path. */
function featuresAbove(nodes: readonly number[], edges: readonly number[], feature: Int32Array): Pick<ShapTree, 'above' | 'width'> {
  const above = new Int32Array(nodes.length).fill(-1)
  const widths = new Int32Array(nodes.length)
  let width = 0
  for (let split = 0; split < nodes.length; split++) {
    const own = feature[nodes[split]!]!
    let at = split
    while (edges[at]! !== -1) {
      const parent = edges[at]! >> 1
      if (feature[nodes[parent]!] === own) {
        above[split] = at
        break
      }
      at = parent
    }
    const before = edges[split] === -1 ? 0 : widths[edges[split]! >> 1]!
    widths[split] = before + Number(above[split] === -1)
    width = Math.max(width, widths[split]!)
  }
  return { above, width }
}
