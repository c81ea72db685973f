import type { TaskKind } from '../contracts/trainer.ts'

/**
 * A value that a target of classes takes.
 *
 * @category Model
 * @since 0.1.0
 */
export type ClassLabel = string | number | boolean

/**
 * What a model of two classes predicts.
 *
 * @category Model
 * @since 0.1.0
 */
export interface BinaryTarget {
  /** One of two labels. */
  readonly kind: 'binary'
  /** The column that held the label in training. */
  readonly column: string
  /** The label whose probability is given. */
  readonly positive: ClassLabel
  /** The other label. */
  readonly negative: ClassLabel
  /** The least probability at which the label is the positive one. */
  readonly threshold: number
}

/**
 * What a model of several classes predicts.
 *
 * @category Model
 * @since 0.1.0
 */
export interface MulticlassTarget {
  /** One of several labels. */
  readonly kind: 'multiclass'
  /** The column that held the label in training. */
  readonly column: string
  /** The labels, at least two, in the order of the outputs `score:0`, `score:1`, … */
  readonly classes: readonly ClassLabel[]
}

/**
 * What a model of a number predicts.
 *
 * @category Model
 * @since 0.1.0
 */
export interface RegressionTarget {
  /** A number. */
  readonly kind: 'regression'
  /** The column that held the number in training. */
  readonly column: string
}

/** The record of each kind. */
interface TargetKinds {
  readonly binary: BinaryTarget
  readonly multiclass: MulticlassTarget
  readonly regression: RegressionTarget
}

/**
 * What a model predicts.
 *
 * @category Model
 * @since 0.1.0
 */
export type TargetRecord<Kind extends TaskKind = TaskKind> = TargetKinds[Kind] & { readonly kind: Kind }
