import type { Model } from '@millrace/core'

/** A label of an imported model. */
type Label = string | number | boolean

/**
 * What an imported model predicts, in the words of its user: files hold classes as 0, 1, …, or not at all.
 *
 * @category Import
 * @since 0.1.0
 */
export type ImportTarget =
  | {
      /** One of two labels. */
      readonly kind: 'binary'
      /** The column that held the label in training. */
      readonly column: string
      /** The label that the file calls 1. @defaultValue 1, or what the file says */
      readonly positive?: Label
      /** The label that the file calls 0. @defaultValue 0, or what the file says */
      readonly negative?: Label
    }
  | {
      /** One of several labels. */
      readonly kind: 'multiclass'
      /** The column that held the label in training. */
      readonly column: string
      /** The labels, in the file's order. @defaultValue 0, 1, …, or what the file says */
      readonly classes?: readonly Label[]
    }
  | {
      /** A number. */
      readonly kind: 'regression'
      /** The column that held the number in training. */
      readonly column: string
    }

/**
 * How a model of another tool is read.
 *
 * @category Import
 * @since 0.1.0
 */
export interface ImportOptions<Target extends ImportTarget = ImportTarget> {
  /** Name of the model. @defaultValue the tool's name: `lightgbm`, `xgboost`, or `onnx` */
  readonly name?: string | undefined
  /** What is predicted; its kind must be the file's. @defaultValue the file's kind, a column `target`, and labels 0, 1, … */
  readonly target?: Target | undefined
  /** Names of the input columns, in the file's order, one for each. @defaultValue the file's names */
  readonly columns?: readonly string[] | undefined
  /** Most bytes that are read. @defaultValue 256 MiB (268,435,456) */
  readonly maxBytes?: number | undefined
}

type LabelOf<Target> = Target extends { readonly kind: 'binary'; readonly positive: infer P; readonly negative: infer N }
  ? P | N
  : Target extends { readonly kind: 'multiclass'; readonly classes: readonly (infer C)[] }
    ? C
    : Label

/**
 * The model that a file becomes: rows are objects by column name, labels and kind are as `target` says.
 *
 * @category Import
 * @since 0.1.0
 */
export type ImportedModel<Target extends ImportTarget = ImportTarget> = Model<
  Readonly<Record<string, unknown>>,
  LabelOf<Target>,
  Target['kind']
>
