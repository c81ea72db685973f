import type { GraphNode, TreeEnsemble } from '@millrace/core'
import type { Emitter, OnnxValue } from '../emitter.ts'
import { unsupported } from '../unsupported.ts'
import { splitColumns } from './split-columns.ts'
import { mostLeaves, treeAttributes } from './tree-attributes.ts'
import { treeRows, walkNodes } from './tree-rows.ts'

type TreesNode = GraphNode & { readonly op: 'trees' }

/** Gives the leaf of each tree, as the number of leaves before it in the walk of all: `[trees, rows]` of int32. */
export type TreeLeaves = (node: TreesNode, args: readonly OnnxValue[]) => OnnxValue

/** The arrays that decide which leaf a row reaches. */
const structureOf = ({ roots, feature, threshold, left, right, missingLeft, categories }: TreeEnsemble) => [
  ...[roots, feature, threshold, left, right, missingLeft],
  ...(categories === undefined ? [] : [categories.set, categories.start, categories.words]),
]

/** Whether both hold the same things, not merely equal ones. */
const sameMembers = (a: readonly unknown[], b: readonly unknown[]) => a.length === b.length && a.every((member, i) => member === b[i])

/** Leaves of ensembles; those that share their structure and arguments are walked once. */
export function treeLeaves(emit: Emitter): TreeLeaves {
  const known: { readonly key: readonly unknown[]; readonly leaves: OnnxValue }[] = []
  return ({ trees }, args) => {
    const key = [...structureOf(trees), ...args]
    const same = known.find((other) => sameMembers(other.key, key))
    if (same !== undefined) return same.leaves
    const leaves = printLeaves(trees, args, emit)
    known.push({ key, leaves })
    return leaves
  }
}

function printLeaves(trees: TreeEnsemble, args: readonly OnnxValue[], emit: Emitter): OnnxValue {
  const groups: OnnxValue[] = []
  let leaves = 0
  for (const group of groupsOf(trees)) {
    const columns = splitColumns(group)
    const rows = treeRows(group, columns.compare, leaves)
    leaves += rows.filter((row) => 'leaf' in row).length
    groups.push(emit.node('TreeEnsembleRegressor', [columns.print(args, emit)], treeAttributes(rows, 'BRANCH_LEQ')))
  }
  if (leaves > mostLeaves) throw unsupported(`its trees have ${leaves} leaves; at most ${mostLeaves} can be told apart`)
  const all = groups.length === 1 ? groups[0]! : emit.node('Concat', groups, { axis: 1 })
  // Tree by tree, so that a sum over trees adds vectors; Transpose without attributes reverses the dimensions.
  return emit.node('Transpose', [emit.cast(all, 'int32')])
}

/** Splits by categories of one group of trees, so that the columns which are made of them stay few, and with them the memory of a run. */
const mostCategorySplits = 256

/** The ensemble in groups of consecutive trees. */
function* groupsOf(trees: TreeEnsemble): Generator<TreeEnsemble> {
  const splits = new Int32Array(trees.roots.length)
  for (const { tree, index } of walkNodes(trees)) if ((trees.categories?.set[index] ?? -1) >= 0) splits[tree]!++
  let start = 0
  let sum = 0
  for (const [tree, count] of splits.entries()) {
    if (tree > start && sum + count > mostCategorySplits) {
      yield { ...trees, roots: trees.roots.subarray(start, tree) }
      start = tree
      sum = 0
    }
    sum += count
  }
  yield { ...trees, roots: trees.roots.subarray(start) }
}
