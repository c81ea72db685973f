import type { CategorySets, TreeEnsemble } from './tree-ensemble.ts'

/** Whether a value goes to the left child of an inner node: the meaning of a split, which every kernel keeps to. */
export function goesLeft({ threshold, missingLeft, categories }: TreeEnsemble, node: number, x: number): boolean {
  if (Number.isNaN(x)) return missingLeft[node] === 1
  const set = categories === undefined ? -1 : categories.set[node]!
  return set === -1 ? x <= threshold[node]! : holdsCategory(categories!, set, x)
}

/** Whether the whole part of a number, which is not NaN, is in a set; negative and large numbers are in none. */
function holdsCategory({ start, words }: CategorySets, set: number, x: number): boolean {
  const from = start[set]!
  const codes = (start[set + 1]! - from) * 32
  const code = Math.trunc(x)
  return code >= 0 && code < codes && ((words[from + (code >> 5)]! >>> (code & 31)) & 1) === 1
}
