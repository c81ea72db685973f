import type { TreeNode } from '@millrace/core'
import { float32Below } from '../float32-boundary.ts'
import { type ForeignNode, growTree } from '../grow-tree.ts'
import { unsupportedFile } from '../import-error.ts'
import { importLimits } from '../import-limits.ts'
import type { Uses } from '../index-of-uses.ts'
import { type Field, fault, member, numbers, whole } from './field.ts'

interface TreeContext {
  /** Number of features. */
  readonly features: number
  /** What leaves are multiplied by. */
  readonly weight: number
  /** Numbers the features that splits compare. */
  readonly uses: Uses<number>
}

/**
 * Reads one tree; leaf values are multiplied by `weight`.
 *
 * XGBoost compares float32 values by `<`: thresholds become the doubles that decide alike for every double. The categories it lists go right and all others left, so
 * the children of such a split change sides.
 *
 * @see https://xgboost.readthedocs.io/en/stable/tutorials/saving_model.html
 */
export function readTree(tree: Field, { features, weight, uses }: TreeContext): TreeNode {
  const parameters = member(tree, 'tree_param')
  const size = whole(member(parameters, 'num_nodes'), 1, importLimits.nodes)
  const leafSize = member(parameters, 'size_leaf_vector')
  if (leafSize.value !== undefined && whole(leafSize, 0, importLimits.classes) > 1) {
    throw unsupportedFile('XGBoost', 'trees with several outputs are not read; train with multi_strategy="one_output_per_tree"')
  }
  const nodeNumbers = (key: string) => numbers(member(tree, key), importLimits.nodes, size)
  const [left, right] = [nodeNumbers('left_children'), nodeNumbers('right_children')]
  const [feature, condition] = [nodeNumbers('split_indices'), nodeNumbers('split_conditions')]
  const [defaultLeft, cover] = [nodeNumbers('default_left'), nodeNumbers('sum_hessian')]
  const gain = member(tree, 'loss_changes').value === undefined ? new Float64Array(size) : nodeNumbers('loss_changes')
  const categories = readCategories(tree)
  const isCategory = member(tree, 'split_type').value === undefined ? new Float64Array(size) : nodeNumbers('split_type')
  const node = (index: number): ForeignNode => {
    const [own, at] = [condition[index]!, { cover: cover[index]!, gain: gain[index]! }]
    if (left[index] === -1) return { value: Math.fround(own) * weight, cover: at.cover }
    if (!(Number.isInteger(feature[index]) && feature[index]! >= 0 && feature[index]! < features)) {
      throw fault(member(tree, 'split_indices'), `names the feature ${feature[index]} of ${features}`)
    }
    const missingLeft = defaultLeft[index] === 1
    const common = { ...at, feature: uses.indexOf(feature[index]!) }
    if (isCategory[index] === 0) {
      return { ...common, threshold: float32Below(Math.fround(own)), missingLeft, left: left[index]!, right: right[index]! }
    }
    const listed = categories.get(index)
    if (listed === undefined) throw fault(member(tree, 'categories_nodes'), `does not list node ${index}, which splits by category`)
    return { ...common, threshold: 0, categories: listed, missingLeft: !missingLeft, left: right[index]!, right: left[index]! }
  }
  return growTree({ size, root: 0, node, fail: (index, problem) => fault(tree, `has a node ${index} that ${problem}`) })
}

/** The listed categories of each split by category. */
function readCategories(tree: Field): ReadonlyMap<number, readonly number[]> {
  const field = member(tree, 'categories')
  if (field.value === undefined) return new Map()
  const codes = numbers(field, importLimits.nodes)
  const nodes = numbers(member(tree, 'categories_nodes'), importLimits.nodes)
  const starts = numbers(member(tree, 'categories_segments'), importLimits.nodes, nodes.length)
  const sizes = numbers(member(tree, 'categories_sizes'), importLimits.nodes, nodes.length)
  const wrong = codes.find((code) => !(Number.isInteger(code) && code >= 0 && code < importLimits.categories))
  if (wrong !== undefined) throw fault(field, `holds the category ${wrong}; codes from 0 to ${importLimits.categories - 1} are read`)
  let total = 0
  return new Map(
    Array.from(nodes, (node, i) => {
      const [start, size] = [starts[i]!, sizes[i]!]
      total += size
      if (
        !(
          Number.isInteger(start) &&
          Number.isInteger(size) &&
          start >= 0 &&
          size >= 0 &&
          start + size <= codes.length &&
          total <= codes.length
        )
      ) {
        throw fault(member(tree, 'categories_segments'), `names categories ${start} to ${start + size} of ${codes.length}`)
      }
      return [node, Array.from(codes.subarray(start, start + size))]
    }),
  )
}
