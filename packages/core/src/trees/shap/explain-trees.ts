import type { TreeEnsemble } from '../tree-ensemble.ts'
import { interventionalExplainer } from './interventional.ts'
import { pathDependentExplainer } from './path-dependent.ts'

/** Splits what trees give into contributions of the features. It owns scratch memory: one a worker, none across an `await`. */
export interface TreesExplainer {
  /** What the trees give where nothing of a row is known. */
  readonly base: number
  /** Writes one number a row and feature, row by row, for `count` rows from `start` on. */
  explain(columns: readonly Float64Array[], start: number, count: number, out: Float64Array): void
}

/** Makes an explainer: against the training weights in the trees, or against background rows. */
export function treesExplainer(ensemble: TreeEnsemble, features: number, background?: readonly Float64Array[]): TreesExplainer {
  return background === undefined ? pathDependentExplainer(ensemble, features) : interventionalExplainer(ensemble, background)
}

/**
 * What is explained, and against what.
 *
 * @category Trees
 * @since 0.1.0
 */
export interface ExplainTreesOptions {
  /** One column a feature, of equal length; NaN is null. */
  readonly features: readonly Float64Array[]
  /** The same columns of rows that say what is usual, at least one row. @defaultValue the training weights in the trees */
  readonly background?: readonly Float64Array[] | undefined
}

/**
 * Contributions of features to what trees give.
 *
 * @category Trees
 * @since 0.1.0
 */
export interface TreeContributions {
  /** What the trees give where nothing of a row is known. */
  readonly base: number
  /** One number a row and feature, row by row; base and a row's numbers sum to its output. */
  readonly contributions: Float64Array
}

/**
 * Exact TreeSHAP values of rows. Without a background they are path-dependent: what is not known follows the training weights (`cover`) down the trees, both sides
 * alike where none is known. With one they are interventional: what is not known takes the values of the background's rows in turn; the work grows with their number.
 *
 * @param ensemble - from `buildTrees`, or checked by `checkTrees`
 * @param options - the rows, and perhaps a background
 * @returns base and contributions, in units of the output
 * @throws MillraceError `E_EXPLAIN_UNSUPPORTED` when a tree is so deep and large that its products need more than 1 GB
 * @throws RangeError when the background has other features or no row
 * @see Lundberg et al., From local explanations to global understanding with explainable AI for trees, Nature Machine Intelligence 2 (2020)
 * @example
 * ```ts
 * import { buildTrees, explainTrees } from '@millrace/core'
 *
 * const stump = { feature: 0, threshold: 2, missingLeft: true, left: { value: -1, cover: 25 }, right: { value: 1, cover: 75 }, cover: 100 }
 * const ensemble = buildTrees([stump], { base: 0, aggregate: 'sum' })
 * const { base, contributions } = explainTrees(ensemble, { features: [Float64Array.of(1, 3)] })
 * base // => 0.5
 * contributions // => Float64Array.of(-1.5, 0.5)
 * ```
 * @category Trees
 * @since 0.1.0
 */
export function explainTrees(ensemble: TreeEnsemble, { features, background }: ExplainTreesOptions): TreeContributions {
  if (background !== undefined && (background.length !== features.length || (background[0]?.length ?? 0) === 0)) {
    throw new RangeError(
      `explainTrees: the background has ${background.length} features of ${background[0]?.length ?? 0} rows; give ${features.length} and a row`,
    )
  }
  const rows = features[0]?.length ?? 0
  const { base, explain } = treesExplainer(ensemble, features.length, background)
  const contributions = new Float64Array(rows * features.length)
  explain(features, 0, rows, contributions)
  return { base, contributions }
}
