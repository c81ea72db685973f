import type { MillraceError, TreeNode } from '@millrace/core'
import { importLimits } from './import-limits.ts'

/** A node as a file has it: children are indexes into the same tree. */
export type ForeignNode =
  | { readonly value: number; readonly cover: number }
  | {
      readonly feature: number
      readonly threshold: number
      readonly categories?: readonly number[]
      readonly missingLeft: boolean
      readonly left: number
      readonly right: number
      readonly cover: number
      readonly gain?: number
    }

/** A tree of a file, whose children may be anything. */
export interface ForeignTree {
  /** Number of nodes; children are indexes below it. */
  readonly size: number
  /** Index of the root. */
  readonly root: number
  /** The node at an index below `size`. */
  node(index: number): ForeignNode
  /** The error for a node that is not as it should be. */
  fail(index: number, problem: string): MillraceError
}

/** Nests a tree; a child that does not exist, is reached twice or lies too deep is refused, so it ends for any input. */
export function growTree({ size, root, node, fail }: ForeignTree): TreeNode {
  const reached = new Uint8Array(size)
  const grow = (index: number, parent: number, depth: number): TreeNode => {
    if (!(index >= 0 && index < size)) throw fail(parent, `has the child ${index}, which does not exist`)
    if (reached[index] === 1) throw fail(parent, `has the child ${index}, which has another parent too`)
    if (depth > importLimits.depth) throw fail(index, `is more than ${importLimits.depth} splits deep`)
    reached[index] = 1
    const found = node(index)
    if (!(found.cover >= 0 && found.cover < Infinity)) throw fail(index, `has the training weight ${found.cover}`)
    const number = 'feature' in found ? found.threshold : found.value
    if (!Number.isFinite(number)) throw fail(index, `holds the number ${number}`)
    if (!('feature' in found)) return found
    return { ...found, left: grow(found.left, index, depth + 1), right: grow(found.right, index, depth + 1) }
  }
  return grow(root, root, 0)
}

/** {@link growTree} where nothing is known of the training rows: each leaf counts as one. */
export function withEqualCovers(tree: TreeNode): TreeNode {
  if (!('feature' in tree)) return { ...tree, cover: 1 }
  const [left, right] = [withEqualCovers(tree.left), withEqualCovers(tree.right)]
  return { ...tree, left, right, cover: left.cover + right.cover }
}
