import { readFileSync } from 'node:fs'
import type { TreeNode, TreeSplit } from '../../src/trees/build-trees.ts'
import { predecessor } from '../../src/trees/predecessor.ts'

/** Models of other tools, beside the repository. */
export const goldenFolder = new URL('../../../../../shared/golden/trees/', import.meta.url)

/** A tool's answers. */
export interface Golden {
  readonly inputs: readonly (readonly (number | string | null)[])[]
  readonly expected: { readonly raw: readonly (number | readonly number[])[]; readonly contributions: readonly (readonly number[])[] }
  readonly interventional?: {
    readonly background: readonly (readonly number[])[]
    readonly raw: { readonly expected_value: number; readonly values: readonly (readonly number[])[] }
  }
}

export const readGolden = (name: string): string => readFileSync(new URL(name, goldenFolder), 'utf8')
export const goldenOf = (name: string): Golden => JSON.parse(readGolden(`${name}.json`))

/** The rows as columns of numbers. */
export function goldenColumns({ inputs }: Golden, cell: (x: number) => number = (x) => x): Float64Array[] {
  return inputs[0]!.map((_, column) => Float64Array.from(inputs, (row) => cell(row[column] === null ? Number.NaN : Number(row[column]))))
}

/** Trees of a LightGBM text file whose missing values are NaN or are none, where NaN counts as 0. */
export function lightgbmTrees(text: string): TreeNode[] {
  return text.split('\nTree=').slice(1).map(lightgbmTree)
}

function lightgbmTree(block: string): TreeNode {
  const values = (key: string): string[] => (new RegExp(`^${key}=(.+)$`, 'm').exec(block)?.[1] ?? '').split(' ').filter((one) => one !== '')
  const numbers = (key: string): number[] => values(key).map(Number)
  const [feature, left, right, kind] = ['split_feature', 'left_child', 'right_child', 'decision_type'].map(numbers)
  const [value, cover, innerCover] = ['leaf_value', 'leaf_count', 'internal_count'].map(numbers)
  const [threshold, boundaries, words] = ['threshold', 'cat_boundaries', 'cat_threshold'].map(numbers)
  const split = (at: number): TreeSplit => {
    const byCategory = (kind![at]! & 1) === 1
    const nullIsZero = !byCategory && kind![at]! >> 2 === 0
    const own = byCategory ? words!.slice(boundaries![threshold![at]!], boundaries![threshold![at]! + 1]) : []
    return {
      feature: feature![at]!,
      threshold: byCategory ? 0 : threshold![at]!,
      ...(byCategory && { categories: own.flatMap((word, i) => bitsOf(word).map((bit) => 32 * i + bit)) }),
      missingLeft: nullIsZero ? threshold![at]! >= 0 : !byCategory && (kind![at]! & 2) === 2,
      left: node(left![at]!),
      right: node(right![at]!),
      cover: innerCover![at]!,
    }
  }
  const node = (at: number): TreeNode => (at < 0 ? { value: value![~at]!, cover: cover![~at] ?? 1 } : split(at))
  return node(feature!.length === 0 ? -1 : 0)
}

const bitsOf = (word: number): number[] => Array.from({ length: 32 }, (_, bit) => bit).filter((bit) => ((word >>> bit) & 1) === 1)

interface XgboostTree {
  readonly split_indices: readonly number[]
  readonly split_conditions: readonly number[]
  readonly split_type: readonly number[]
  readonly default_left: readonly number[]
  readonly left_children: readonly number[]
  readonly right_children: readonly number[]
  readonly sum_hessian: readonly number[]
  readonly categories: readonly number[]
  readonly categories_nodes: readonly number[]
  readonly categories_segments: readonly number[]
  readonly categories_sizes: readonly number[]
}

/** Trees and base of an XGBoost model of one output; features are to be float32 values. */
export function xgboostTrees(json: string): { readonly trees: TreeNode[]; readonly base: number } {
  const { learner } = JSON.parse(json)
  const mean: number = JSON.parse(learner.learner_model_param.base_score)[0]
  const { trees } = learner.gradient_booster.model
  return { trees: trees.map(xgboostTree), base: learner.objective.name === 'binary:logistic' ? Math.log(mean / (1 - mean)) : mean }
}

function xgboostTree(tree: XgboostTree): TreeNode {
  const node = (at: number): TreeNode => {
    const condition = Math.fround(tree.split_conditions[at]!)
    const cover = tree.sum_hessian[at]!
    if (tree.left_children[at] === -1) return { value: condition, cover }
    const [left, right] = [node(tree.left_children[at]!), node(tree.right_children[at]!)]
    const split = { feature: tree.split_indices[at]!, cover, missingLeft: tree.default_left[at] === 1 }
    if (tree.split_type[at] === 0) return { ...split, threshold: predecessor(condition), left, right }
    const set = tree.categories_nodes.indexOf(at)
    const start = tree.categories_segments[set]!
    const categories = tree.categories.slice(start, start + tree.categories_sizes[set]!)
    // Listed categories go right there, left here.
    return { ...split, threshold: 0, categories, missingLeft: !split.missingLeft, left: right, right: left }
  }
  return node(0)
}
