import type { TaskKind } from '../contracts/trainer.ts'
import type { ColumnSource } from '../machine/column-source.ts'
import { createRowExplainer } from './explain/row-explainer.ts'
import type { ModelDefinition } from './model-definition.ts'
import type { PredictionOf } from './prediction.ts'

/**
 * What one feature adds to a score.
 *
 * @category Model
 * @since 0.1.0
 */
export interface FeatureContribution {
  /** Name of the feature's output. */
  readonly feature: string
  /** Its value for the row; NaN is null. */
  readonly value: number
  /** What it adds, in units of the score: weight times the distance from the training mean, or its Shapley value in the trees. */
  readonly contribution: number
}

/**
 * What the features that read one set of columns add to a score.
 *
 * @category Model
 * @since 0.1.0
 */
export interface Contribution {
  /** The input columns; several where a feature combines them. */
  readonly columns: readonly string[]
  /** Sum over the features, in units of the score. */
  readonly contribution: number
  /** The features, in their order. */
  readonly features: readonly FeatureContribution[]
}

/**
 * A score, split: base and contributions sum to it.
 *
 * @category Model
 * @since 0.1.0
 */
export interface Explanation<out Label = unknown, out Kind extends TaskKind = 'binary'> {
  /** The score of the row; where there are several classes, that of the one which is explained. */
  readonly score: number
  /** The class that is explained; present where there are several. */
  readonly label?: Label
  /** What `predict` says of the row. */
  readonly prediction: PredictionOf<Label, Kind>
  /** The score where nothing of the row is known: of the average training row, of the trees' training weights, or the mean over the background. */
  readonly base: number
  /** What each set of columns adds, the largest in size first. */
  readonly contributions: readonly Contribution[]
}

/**
 * Which explanation is wanted, and how much of it.
 *
 * @category Model
 * @since 0.1.0
 */
export interface ExplainOptions {
  /** Most contributions that are listed, the largest in size first; the others still count in the score. @defaultValue all */
  readonly most?: number | undefined
  /** The class whose score is explained, where there are several. @defaultValue the one that is predicted */
  readonly label?: unknown
  /**
   * Rows that say what is usual, 1 to 10,000: contributions are then Shapley values of replacing what is not known by the values of these rows (interventional), and the
   * base is their mean score. It should be one table that lives on, since what is made ready for it is kept as long as it is. @defaultValue the training rows, as far as
   * the model knows them: the means of a linear node, the weights that reached the nodes of trees
   */
  readonly background?: ColumnSource | undefined
}

/** Explains one row. */
export type Explainer = (row: unknown, options?: ExplainOptions) => Explanation<unknown, TaskKind>

/** Explains rows of a model whose scores are linear or of trees; made ready at the first row. */
export function createExplainer(definition: ModelDefinition): Explainer {
  let known: Explainer | null = null
  return (row, options) => {
    known ??= createRowExplainer(definition)
    return known(row, options)
  }
}
