import type { Attributes } from '../protobuf/attribute.ts'

/** A node of a tree. Nodes are numbered within their tree, whose root is 0 and listed first. */
export type TreeRow = SplitRow | LeafRow

interface SplitRow {
  readonly tree: number
  readonly node: number
  readonly feature: number
  readonly threshold: number
  readonly left: number
  readonly right: number
  /** 1 where NaN goes left. */
  readonly missingLeft: number
}

interface LeafRow {
  readonly tree: number
  readonly node: number
  /** What the tree says here: a whole number, which float32 holds up to {@link mostLeaves}. */
  readonly leaf: number
}

/** Most leaves that can be told apart: `TreeEnsembleRegressor` answers in float32, whatever its inputs are. */
export const mostLeaves = 2 ** 24

/** How a split compares: at or below its threshold goes left, or below it. */
export type SplitMode = 'BRANCH_LEQ' | 'BRANCH_LT'

/** Attributes of a `TreeEnsembleRegressor` over float64 with an output a tree: the leaf that a row reaches. */
export function treeAttributes(rows: readonly TreeRow[], mode: SplitMode): Attributes {
  const column = (of: (row: TreeRow) => number, all = rows) => Int32Array.from(all, of)
  const split = (of: (row: SplitRow) => number) => column((row) => ('leaf' in row ? 0 : of(row)))
  const leaves = rows.filter((row) => 'leaf' in row)
  return {
    n_targets: rows.reduce((most, { tree }) => Math.max(most, tree), 0) + 1,
    nodes_treeids: column(({ tree }) => tree),
    nodes_nodeids: column(({ node }) => node),
    nodes_modes: rows.map((row) => ('leaf' in row ? 'LEAF' : mode)),
    nodes_featureids: split(({ feature }) => feature),
    nodes_values_as_tensor: doubles(rows.map((row) => ('leaf' in row ? 0 : row.threshold))),
    nodes_truenodeids: split(({ left }) => left),
    nodes_falsenodeids: split(({ right }) => right),
    nodes_missing_value_tracks_true: split(({ missingLeft }) => missingLeft),
    target_treeids: column(({ tree }) => tree, leaves),
    target_nodeids: column(({ node }) => node, leaves),
    target_ids: column(({ tree }) => tree, leaves),
    target_weights_as_tensor: doubles(leaves.map(({ leaf }) => leaf)),
  }
}

const doubles = (values: readonly number[]) => ({ type: 'double', shape: [values.length], values }) as const
