import { invalidTrees } from './invalid-trees.ts'
import type { CategorySets, TreeEnsemble } from './tree-ensemble.ts'
import { categoryLimits } from './tree-limits.ts'

/** Checks the sets themselves: one index a node, and words that each set has its own run of. */
export function checkCategorySets({ set, start, words }: CategorySets, nodes: number): void {
  const sets = start.length - 1
  if (set.length !== nodes) throw invalidTrees(`'set' has ${set.length} elements and 'feature' has ${nodes}; all need one a node`)
  if (sets < 0 || sets > nodes) throw invalidTrees(`'start' has ${start.length} elements; it must have one more than there are sets`)
  if (words.length > categoryLimits.words)
    throw invalidTrees(`there are ${words.length} words of categories; at most ${categoryLimits.words} are allowed`)
  if (start[0] !== 0 || start[sets] !== words.length) {
    throw invalidTrees(`'start' runs from ${start[0]} to ${start[sets]}; it must run from 0 to the ${words.length} words`)
  }
  for (let index = 0; index < sets; index++) {
    const length = start[index + 1]! - start[index]!
    if (length < 0 || length > categoryLimits.codes / 32) {
      throw invalidTrees(`the set ${index} has ${length} words; it must have from 0 to ${categoryLimits.codes / 32}`, { set: index })
    }
  }
}

/** Checks a node's set: one that exists, at a split, which then compares nothing. */
export function checkCategoryNode({ feature, threshold, categories }: TreeEnsemble, node: number): void {
  if (categories === undefined) return
  const index = categories.set[node]!
  if (index === -1) return
  if (!(index >= 0 && index < categories.start.length - 1)) {
    throw invalidTrees(`'set' of node ${node} is ${index}; it must be -1, or the index of one of the ${categories.start.length - 1} sets`, {
      node,
    })
  }
  if (feature[node] === -1) throw invalidTrees(`'set' of node ${node} is ${index}; it must be -1 at a leaf`, { node })
  if (threshold[node] !== 0) throw invalidTrees(`'threshold' of node ${node} is ${threshold[node]}; it must be 0 beside a set`, { node })
}
