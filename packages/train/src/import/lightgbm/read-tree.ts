import type { TreeNode } from '@millrace/core'
import { growTree } from '../grow-tree.ts'
import { unsupportedFile } from '../import-error.ts'
import { importLimits } from '../import-limits.ts'
import type { Uses } from '../index-of-uses.ts'
import { type Entry, faultAt, need, readNumbers, readWhole } from './lines.ts'

/** How a split reads its feature: as it is, with null as 0, or with 0 as null. */
export type Reading = 'as it is' | 'null is zero' | 'zero is null'

const readings: readonly Reading[] = ['null is zero', 'zero is null', 'as it is']

/** What a split compares. */
export interface SplitArgument {
  /** Index of the feature. */
  readonly feature: number
  readonly reading: Reading
}

interface TreeContext {
  /** Where the tree starts. */
  readonly line: number
  /** Number of features. */
  readonly features: number
  /** Numbers what splits compare. */
  readonly uses: Uses<SplitArgument>
}

/**
 * Reads one tree. Leaf k is written ~k where a child is meant; here it follows the splits.
 *
 * @see https://lightgbm.readthedocs.io/en/stable/Advanced-Topics.html
 */
export function readTree(entries: ReadonlyMap<string, Entry>, { line, features, uses }: TreeContext): TreeNode {
  const entry = (key: string) => need(entries, key, line)
  const leaves = readWhole(entry('num_leaves'), 1, importLimits.nodes / 2)
  if (entries.has('is_linear') && entry('is_linear').value !== '0') {
    throw unsupportedFile(
      'LightGBM',
      `line ${entry('is_linear').line}: trees with linear models in their leaves are not read; train with linear_tree=false`,
    )
  }
  const value = readNumbers(entry('leaf_value'), leaves)
  const splits = leaves - 1
  if (splits === 0) return { value: value[0]!, cover: singleCover(entries) }
  const splitNumbers = (key: string) => readNumbers(entry(key), splits)
  const [feature, threshold, kind] = [splitNumbers('split_feature'), splitNumbers('threshold'), splitNumbers('decision_type')]
  const [left, right] = [splitNumbers('left_child'), splitNumbers('right_child')]
  const leafCover = readNumbers(entry('leaf_count'), leaves)
  const splitCover = readNumbers(entry('internal_count'), splits)
  const gain = entries.has('split_gain') ? splitNumbers('split_gain') : new Float64Array(splits)
  const sets = readSets(entries, line)
  const place = (child: number) => (child < 0 ? splits + ~child : child < splits ? child : Number.NaN)
  return growTree({
    size: splits + leaves,
    root: 0,
    node(index) {
      if (index >= splits) return { value: value[index - splits]!, cover: leafCover[index - splits]! }
      const bits = kind[index]!
      const isCategory = (bits & 1) === 1
      const reading = isCategory ? 'as it is' : readings[(bits >> 2) & 3]
      if (reading === undefined)
        throw faultAt(entry('decision_type').line, `split ${index} has the decision type ${bits}, which is not known`)
      return {
        feature: uses.indexOf({ feature: checkedFeature(feature[index]!, features, entry('split_feature')), reading }),
        threshold: isCategory ? 0 : threshold[index]!,
        ...(isCategory ? { categories: sets(threshold[index]!) } : {}),
        missingLeft: !isCategory && (bits & 2) !== 0,
        left: place(left[index]!),
        right: place(right[index]!),
        cover: splitCover[index]!,
        gain: gain[index]!,
      }
    },
    fail: (index, problem) => faultAt(line, `node ${index} of the tree ${problem}`),
  })
}

/** A tree of one leaf may not say how many rows it saw. */
function singleCover(entries: ReadonlyMap<string, Entry>): number {
  const count = Number(entries.get('leaf_count')?.value.trim() || 1)
  return count >= 0 && count < Infinity ? count : 1
}

function checkedFeature(feature: number, features: number, { line }: Entry): number {
  if (Number.isInteger(feature) && feature >= 0 && feature < features) return feature
  throw faultAt(line, `a split reads feature ${feature} of ${features}`)
}

/** The category codes of each set: bits of 32-bit words, several sets one after another. */
function readSets(entries: ReadonlyMap<string, Entry>, line: number): (set: number) => number[] {
  const count = entries.has('num_cat') ? readWhole(entries.get('num_cat')!, 0, importLimits.nodes) : 0
  if (count === 0) {
    return () => {
      throw faultAt(line, 'a split is by category, and the tree has no categories')
    }
  }
  const boundaries = need(entries, 'cat_boundaries', line)
  const start = readNumbers(boundaries, count + 1)
  start.forEach((at, i) => {
    const length = i === 0 ? 0 : at - start[i - 1]!
    if (!Number.isInteger(at) || (i === 0 ? at !== 0 : length < 0))
      throw faultAt(boundaries.line, `the boundary ${at} is not at or after the one before it`)
    if (length > importLimits.categories / 32)
      throw unsupportedFile('LightGBM', `line ${boundaries.line}: a set reaches beyond category ${importLimits.categories - 1}`)
  })
  const words = readNumbers(need(entries, 'cat_threshold', line), start[count]!)
  return (set) => {
    if (!(Number.isInteger(set) && set >= 0 && set < count)) throw faultAt(line, `a split names the category set ${set} of ${count}`)
    return Array.from(words.subarray(start[set]!, start[set + 1]!)).flatMap((word, w) =>
      Array.from({ length: 32 }, (_, bit) => bit).flatMap((bit) => ((word >>> bit) & 1 ? [32 * w + bit] : [])),
    )
  }
}
