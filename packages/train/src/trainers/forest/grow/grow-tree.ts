import type { Random } from '@millrace/core'
import type { ForestSettings } from '../settings.ts'
import { createChooser } from './choose-features.ts'
import { createTree, type GrownTree, trimTree } from './grown-tree.ts'
import { isPlain, type NodeRows, type SplitColumn } from './node-rows.ts'
import { rootRanks } from './root-ranks.ts'
import { randomSplit, searchSplit } from './search-split.ts'
import { createSplit, fillSides, type Split } from './split.ts'

/** A node that can be split, and how. */
interface OpenNode {
  readonly node: number
  readonly start: number
  readonly end: number
  readonly depth: number
  readonly split: Split
}

/**
 * Grows a tree from the rows that were drawn: depth first, or, where the leaves are limited, the split of most gain first.
 */
export function growTree(rows: NodeRows, columns: readonly SplitColumn[], settings: ForestSettings, random: Random): GrownTree {
  const { outputs, maxDepth, maxLeaves, minRowsSplit, minRowsLeaf } = settings
  const limits = { minRowsLeaf, rootRanks: rootRanks(rows, columns) }
  const most = 2 * Math.min(rows.length, maxLeaves) - 1
  const hasSets = columns.some(({ isCategory }) => isCategory)
  const tree = createTree(Math.max(1, most), outputs, hasSets)
  const feature = createChooser(columns.length, settings.featuresPerSplit, random)
  const goesLeft = new Uint8Array(256)
  const isLimited = maxLeaves < rows.length
  const isQuick = rows.searchNumbers !== undefined && !settings.randomSplits
  const plain: SplitColumn[] = []
  const open: OpenNode[] = []
  let spare = createSplit(hasSets)
  let nodes = 0
  let words = 0

  const findSplit = (start: number, end: number): Split | null => {
    const best = spare
    best.gain = -1
    best.feature = -1
    plain.length = 0
    let drawn = 0
    while (drawn < settings.featuresPerSplit) {
      const column = columns[feature(drawn++)]!
      if (isQuick && isPlain(column)) plain.push(column)
      else search(start, end, column, best)
    }
    if (plain.length > 0 && !rows.searchNumbers!(start, end, plain, best, limits))
      for (const column of plain) search(start, end, column, best)
    // Where none of the features that were drawn can be split, others are looked at, as scikit-learn does.
    while (best.feature < 0 && drawn < columns.length) search(start, end, columns[feature(drawn++)]!, best)
    if (best.feature < 0 || best.gain < settings.minGain * tree.cover[0]!) return null
    spare = createSplit(hasSets)
    return best
  }

  const search = (start: number, end: number, column: SplitColumn, best: Split) => {
    rows.collect(start, end, column)
    if (settings.randomSplits) randomSplit(rows.entries, column, best, limits, random)
    else searchSplit(rows.entries, column, best, limits)
  }

  const addNode = (start: number, end: number, depth: number) => {
    const node = nodes++
    const isMixed = rows.total(start, end)
    const { totalRows } = rows.entries
    tree.cover[node] = rows.output(tree.value, node * outputs)
    tree.feature[node] = -1
    tree.bin[node] = -1
    tree.left[node] = -1
    if (!isMixed || depth >= maxDepth || totalRows < minRowsSplit || totalRows < 2 * minRowsLeaf) return
    const split = findSplit(start, end)
    if (split !== null) open.push({ node, start, end, depth, split })
  }

  const close = ({ node, start, end, depth, split }: OpenNode) => {
    const column = columns[split.feature]!
    fillSides(split, goesLeft)
    const middle = rows.partition(start, end, split.feature, goesLeft)
    const left = nodes
    tree.feature[node] = split.feature
    tree.bin[node] = split.bin
    tree.gain[node] = Math.max(0, split.gain)
    tree.left[node] = left
    if (tree.set.length > 0) tree.set[node] = split.bin < 0 ? words : -1
    if (split.bin < 0) {
      tree.sets.set(split.set, words)
      words += 8
    }
    addNode(start, middle, depth + 1)
    addNode(middle, end, depth + 1)
    const isHeavier = tree.cover[left]! >= tree.cover[left + 1]!
    tree.missingLeft[node] = Number(column.hasMissing ? split.missingLeft : isHeavier)
  }

  addNode(0, rows.length, 0)
  for (let leaves = 1; open.length > 0 && leaves < maxLeaves; leaves++) close(isLimited ? takeBest(open) : open.pop()!)
  return trimTree(tree, nodes, { outputs, words })
}

/** Takes out the node whose split gains most; of equals the first that was found. */
function takeBest(open: OpenNode[]): OpenNode {
  let best = 0
  for (let i = 1; i < open.length; i++) if (open[i]!.split.gain > open[best]!.split.gain) best = i
  return open.splice(best, 1)[0]!
}
