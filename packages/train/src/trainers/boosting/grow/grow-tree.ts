import { addLeaf, emptyTree, fillGoesLeft, type GrownTree } from '../ensemble/grown-tree.ts'
import { binsPerColumn } from '../kernels/layout.ts'
import { groupsBelow, setBounds } from './constraints.ts'
import type { GrowContext, TreeWork } from './context.ts'
import type { Leaf, Split } from './leaf.ts'
import { createLeafQueue } from './leaf-queue.ts'
import { chooseSplit, columnsOf, scanLeaf } from './scan-leaf.ts'
import { createSlots } from './slots.ts'
import { outputOf } from './sums.ts'

/** A tree with its leaves, whose ranges of `order` are the worker's own rows in them. */
export interface Grown {
  readonly tree: GrownTree
  readonly leaves: readonly Leaf[]
}

/**
 * Grows a tree from packed gradients. All workers of a team call it with the same settings, take the same decisions and return the same tree; each reorders its own rows.
 *
 * A split takes two meetings: after the rows are parted and the smaller child's histogram is built from them, and after the columns, dealt out to the workers, are
 * merged, subtracted from the parent's and scanned.
 */
export function growTree(context: GrowContext, work: TreeWork): Grown {
  const { views, kernels, team, settings } = context
  const { stride, slots: slotCount } = views.shape
  const slots = createSlots(slotCount)
  const queue = createLeafQueue(settings.growth)
  const tree = emptyTree()
  const leaves: Leaf[] = []
  const together = team.workers > 1
  const part = together ? slotCount + team.worker : -1
  let turn = 0

  const outputAt = (leaf: Leaf): number => {
    const { gradientFactor, hessianFactor } = work.units
    const output = outputOf(leaf.gradient / gradientFactor, leaf.hessian / hessianFactor, settings.l1, settings.l2)
    return Math.min(Math.max(output, leaf.lower), leaf.upper)
  }
  const mayBeSplit = (leaf: Leaf): boolean => leaf.depth < settings.maxDepth && leaf.rows >= 2 * settings.minRows && leaf.rows >= 2
  /** Calls the action for each column that this worker is to see to. */
  const forOwnColumns = (action: (column: number) => void): void => {
    for (const column of work.columns) if (column % team.workers === team.worker) action(column)
  }
  /** A column of categories has one bin more, for codes without a bin. */
  const binsOf = (column: number): number => {
    const { kind, count } = context.columns[column]!
    return kind === 'category' ? count + 1 : count
  }
  const build = (leaf: Leaf): void => kernels.histogram(together ? part : leaf.slot, leaf.from, leaf.count)
  const merge = (leaf: Leaf): void => {
    if (together) forOwnColumns((column) => kernels.merge(leaf.slot, slotCount, column, binsOf(column)))
  }
  const enqueue = (leaf: Leaf, split: Split | null): void => {
    leaf.split = split
    if (split === null) slots.give(leaf.slot)
    else queue.push(leaf)
  }
  /** Rows of all workers that went left. */
  const meetAndCount = (left: number): number => {
    if (!together) return left
    const at = 16 + (turn++ % 2) * team.workers
    views.control[at + team.worker] = left
    team.meet()
    let sum = 0
    for (let worker = 0; worker < team.workers; worker++) sum += views.control[at + worker]!
    return sum
  }

  const plant = (): void => {
    const slot = slots.take([])
    kernels.histogram(together ? part : slot, work.from, work.count)
    team.meet()
    // Column 0 of any histogram holds all rows; workers other than its owner may not see it merged yet.
    let packed = 0
    for (let bin = 0; bin < binsPerColumn; bin++)
      for (let worker = 0; worker < team.workers; worker++)
        packed += views.histograms[(together ? slotCount + worker : slot) * stride * binsPerColumn + bin]!
    const gradient = Math.floor(packed / work.units.scale)
    const root: Leaf = {
      node: 0,
      depth: 0,
      gradient,
      hessian: packed - gradient * work.units.scale,
      rows: work.rows,
      from: work.from,
      count: work.count,
      lower: Number.NEGATIVE_INFINITY,
      upper: Number.POSITIVE_INFINITY,
      groups: settings.interactions ?? null,
      slot,
      strictness: 1,
      split: null,
    }
    merge(root)
    leaves.push(root)
    addLeaf(tree, outputAt(root), root.rows)
    if (!mayBeSplit(root)) return
    const columns = columnsOf(context, work, root)
    scanLeaf(context, work, 0, root, columns)
    team.meet()
    enqueue(root, chooseSplit(context, work, 0, root, columns))
  }

  const splitLeaf = (leaf: Leaf, split: Split): void => {
    fillGoesLeft(views.goesLeft, 0, split.bin, split.set, split.missingLeft)
    const ownLeft = kernels.partition(leaf.from, leaf.count, split.column)
    const leftIsSmaller = together ? 2 * split.leftHessian <= leaf.hessian : 2 * ownLeft <= leaf.count
    const isLast = leaves.length + 1 >= settings.maxLeaves
    const hadHistogram = leaf.slot >= 0
    const deepens = !isLast && leaf.depth + 1 < settings.maxDepth && leaf.rows >= 3 * settings.minRows
    const smallFrom = leftIsSmaller ? leaf.from : leaf.from + ownLeft
    const smallCount = leftIsSmaller ? ownLeft : leaf.count - ownLeft
    const smallSlot = deepens ? slots.take(queue.leaves) : -1
    if (deepens) kernels.histogram(together ? part : smallSlot, smallFrom, smallCount)
    const leftRows = meetAndCount(ownLeft)

    if (leftRows < settings.minRows || leaf.rows - leftRows < settings.minRows) {
      slots.give(smallSlot)
      rescan(leaf)
      return
    }
    const [left, right] = childrenOf(leaf, split, { ownLeft, leftRows })
    const [small, large] = leftIsSmaller ? [left, right] : [right, left]
    small.slot = smallSlot
    large.slot = leaf.slot
    leaf.slot = -1
    addChildren(leaf, split, left, right)
    if (!deepens) {
      slots.give(large.slot)
      return
    }
    merge(small)
    if (hadHistogram) forOwnColumns((column) => kernels.subtract(large.slot, small.slot, column, binsOf(column)))
    else {
      // The parent's histogram was given up: the larger child's is built as well.
      large.slot = slots.take(queue.leaves)
      team.meet()
      build(large)
      team.meet()
      merge(large)
    }
    const leftColumns = mayBeSplit(left) ? columnsOf(context, work, left) : null
    const rightColumns = mayBeSplit(right) ? columnsOf(context, work, right) : null
    if (leftColumns !== null) scanLeaf(context, work, 0, left, leftColumns)
    if (rightColumns !== null) scanLeaf(context, work, 1, right, rightColumns)
    team.meet()
    enqueue(left, leftColumns && chooseSplit(context, work, 0, left, leftColumns))
    enqueue(right, rightColumns && chooseSplit(context, work, 1, right, rightColumns))
  }

  /** A child has fewer rows than its hessian let expect: looks for another split, with a wider margin. */
  const rescan = (leaf: Leaf): void => {
    leaf.strictness *= 1.5
    if (leaf.slot < 0) return
    const columns = columnsOf(context, work, leaf)
    scanLeaf(context, work, 0, leaf, columns)
    team.meet()
    enqueue(leaf, chooseSplit(context, work, 0, leaf, columns))
  }

  const childrenOf = (leaf: Leaf, split: Split, rows: { readonly ownLeft: number; readonly leftRows: number }): readonly [Leaf, Leaf] => {
    const { leftGradient, leftHessian } = split
    const groups = groupsBelow(leaf.groups, split.column)
    const node = tree.column.length
    const { from, count, lower, upper } = leaf
    const left: Leaf = {
      node,
      depth: leaf.depth + 1,
      gradient: leftGradient,
      hessian: leftHessian,
      rows: rows.leftRows,
      from,
      count: rows.ownLeft,
      lower,
      upper,
      groups,
      slot: -1,
      strictness: 1,
      split: null,
    }
    const right: Leaf = {
      node: node + 1,
      depth: leaf.depth + 1,
      gradient: leaf.gradient - leftGradient,
      hessian: leaf.hessian - leftHessian,
      rows: leaf.rows - rows.leftRows,
      from: from + rows.ownLeft,
      count: count - rows.ownLeft,
      lower,
      upper,
      groups,
      slot: -1,
      strictness: 1,
      split: null,
    }
    if (settings.monotone !== undefined) setBounds(settings.monotone[split.column]!, left, right, outputAt(left), outputAt(right))
    return [left, right]
  }

  const addChildren = (leaf: Leaf, split: Split, left: Leaf, right: Leaf): void => {
    const { node } = leaf
    tree.column[node] = split.column
    tree.bin[node] = split.bin
    tree.set[node] = split.set
    tree.missingLeft[node] = split.missingLeft
    tree.gain[node] = split.gain
    tree.left[node] = addLeaf(tree, outputAt(left), left.rows)
    tree.right[node] = addLeaf(tree, outputAt(right), right.rows)
    leaves[leaves.indexOf(leaf)] = left
    leaves.push(right)
  }

  plant()
  while (leaves.length < settings.maxLeaves) {
    const leaf = queue.pop()
    if (leaf?.split == null) break
    splitLeaf(leaf, leaf.split)
  }
  return { tree, leaves }
}
