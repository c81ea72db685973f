import type { Model, PredictionOf, ServedVersion, TaskKind } from '@millrace/core'
import type { PredictionReason } from '../predict/prediction-answer.ts'

/**
 * Something that is wrong with what a person sent.
 *
 * @category Form
 * @since 0.1.0
 */
export interface FieldIssue {
  /** The column, or null where the whole form is meant. */
  readonly column: string | null
  /** What is wrong, without the column's name: `below the minimum 12`. */
  readonly message: string
}

/**
 * What the model answered.
 *
 * @category Form
 * @since 0.1.0
 */
export interface FormAnswer {
  /** Identifier of the prediction, by which feedback names it. */
  readonly id: string
  /** The prediction. */
  readonly prediction: PredictionOf<unknown, TaskKind>
  /** What speaks for and against, the largest in size first; empty where the model cannot say. */
  readonly reasons: readonly PredictionReason[]
}

/**
 * What the form page shows.
 *
 * @category Form
 * @since 0.1.0
 */
export interface FormPageContent {
  /** The model whose columns are asked for. */
  readonly model: Model<Readonly<Record<string, unknown>>, unknown, TaskKind>
  /** Which it is. */
  readonly served: ServedVersion
  /** What the person typed, by column; the page gives it back as it was. */
  readonly values: ReadonlyMap<string, string>
  /** What is wrong with it. */
  readonly issues: readonly FieldIssue[]
  /** The answer, where there is one. */
  readonly answer?: FormAnswer | undefined
  /** Heading of the page. @defaultValue the name of the model, in words */
  readonly title?: string | undefined
  /** Labels of columns. @defaultValue the name of the column, in words */
  readonly labels?: Readonly<Record<string, string>> | undefined
}
