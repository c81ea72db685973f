import { readFileSync } from 'node:fs'
import { buildTrees, type Expr, estimate, ge, lookup, type Model, pick, type TreeNode } from '@millrace/core'
import { columnExpressions, columns, loanModel } from './loan.ts'

/** A tree of scikit-learn, as `python/train.py` writes it; `feature` is negative at a leaf. */
interface SklearnTree {
  readonly feature: readonly number[]
  readonly threshold: readonly number[]
  readonly left: readonly number[]
  readonly right: readonly number[]
  readonly value: readonly number[]
  readonly cover: readonly number[]
}

/** What `python/train.py` trained. */
export interface SklearnForest {
  readonly trees: readonly SklearnTree[]
  /** Probability of the bench's application. */
  readonly probability: number
}

/** Reads what `python/train.py` wrote. */
export const readForest = (path: string): SklearnForest => JSON.parse(readFileSync(path, 'utf8')) as SklearnForest

/** The same forest as a model: categories become the numbers of their places, as in `python/loan.py`. */
export function forestModel({ trees }: SklearnForest): Model {
  return loanModel('scikit-learn', () => {
    const features = columnExpressions().map((column, index) => {
      const { categories } = columns[index]!
      if (categories === undefined) return column as Expr<number>
      return lookup(
        column as Expr<string>,
        categories.map((category, place) => [category, place] as const),
        { other: null, missing: null },
      )
    })
    const ensemble = buildTrees(
      trees.map((tree) => nodeOf(tree, 0)),
      { base: 0, aggregate: 'mean' },
    )
    const probability = estimate({ op: 'trees', trees: ensemble }, features)
    return { score: probability, probability, label: pick(ge(probability, 0.5), ['N', 'Y']) }
  })
}

function nodeOf(tree: SklearnTree, index: number): TreeNode {
  const [value, cover] = [tree.value[index]!, tree.cover[index]!]
  if (tree.feature[index]! < 0) return { value, cover }
  const [feature, threshold] = [tree.feature[index]!, tree.threshold[index]!]
  return { feature, threshold, missingLeft: true, left: nodeOf(tree, tree.left[index]!), right: nodeOf(tree, tree.right[index]!), cover }
}
