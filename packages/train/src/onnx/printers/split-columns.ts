import type { TreeEnsemble } from '@millrace/core'
import type { Emitter, OnnxValue } from '../emitter.ts'
import { categoryColumns, type FeatureSets, setsByFeature } from './category-columns.ts'
import { type Compare, walkNodes } from './tree-rows.ts'

/** The columns that the splits of some trees compare with thresholds. */
export interface SplitColumns {
  /** What a split compares: the column of its feature, or of its set of categories. */
  readonly compare: Compare
  /** The columns side by side, `[rows, columns]`, from the arguments of the ensemble. */
  print(args: readonly OnnxValue[], emit: Emitter): OnnxValue
}

/** First the features that are compared as numbers, then a column for each set of categories. */
export function splitColumns(trees: TreeEnsemble): SplitColumns {
  const numbers = comparedFeatures(trees)
  const categories = setsByFeature(trees)
  const columns = new Map(numbers.map((feature, column) => [`${feature}`, column]))
  let count = numbers.length
  for (const { feature, sets, positions } of categories) {
    for (const [set, position] of positions) columns.set(`${feature}/${set}`, count + position)
    count += sets.length
  }
  const { feature, threshold } = trees
  return {
    compare(index) {
      const set = setOf(trees, index)
      if (set >= 0) return { feature: columns.get(`${feature[index]}/${set}`)!, threshold: 0.5 }
      return { feature: columns.get(`${feature[index]}`)!, threshold: threshold[index]! }
    },
    print: (args, emit) => printColumns(numbers, categories, args, emit),
  }
}

function printColumns(
  numbers: readonly number[],
  categories: readonly FeatureSets[],
  args: readonly OnnxValue[],
  emit: Emitter,
): OnnxValue {
  const parts = categories.map(({ feature, sets }) => categoryColumns(emit, emit.rows(args[feature]!), sets))
  // Trees of one leaf compare nothing, but the operator wants a column.
  if (numbers.length > 0) parts.unshift(emit.matrix(numbers.map((feature) => args[feature]!)))
  else if (parts.length === 0) parts.push(emit.matrix([emit.number(0)]))
  return parts.length === 1 ? parts[0]! : emit.node('Concat', parts, { axis: 1 })
}

const setOf = ({ categories }: TreeEnsemble, index: number) => categories?.set[index] ?? -1

/** Features that a split compares with a threshold, ascending. */
function comparedFeatures(trees: TreeEnsemble): number[] {
  const compared = new Set<number>()
  for (const { index } of walkNodes(trees)) if (trees.feature[index]! >= 0 && setOf(trees, index) < 0) compared.add(trees.feature[index]!)
  return [...compared].sort((a, b) => a - b)
}
