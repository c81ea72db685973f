import type { ClassLabel, TaskKind } from '@millrace/core'

/**
 * A column to be predicted.
 *
 * @category Model
 * @since 0.1.0
 */
export interface Target<out C, out L, out Kind extends TaskKind = TaskKind> {
  /** What kind of thing is predicted. */
  readonly kind: Kind
  /** The column. */
  readonly column: C & string
  /** For the compiler alone: labels that are named, which must be values of the column. */
  readonly '~labels'?: readonly L[] | undefined
}

/**
 * A column of two labels.
 *
 * @category Model
 * @since 0.1.0
 */
export interface BinaryTargetSpec<out C = string, out L = unknown> extends Target<C, L, 'binary'> {
  /** The label whose probability is wanted. */
  readonly positive: ClassLabel
}

/**
 * A column of several labels.
 *
 * @category Model
 * @since 0.1.0
 */
export interface MulticlassTargetSpec<out C = string, out L = unknown> extends Target<C, L, 'multiclass'> {
  /** The labels in the order of the model's outputs; those of the training rows where absent. */
  readonly classes?: readonly ClassLabel[] | undefined
}

/**
 * A column of numbers.
 *
 * @category Model
 * @since 0.1.0
 */
export interface RegressionTargetSpec<out C = string> extends Target<C, number, 'regression'> {}

/** The description of each kind. */
interface TargetSpecs {
  readonly binary: BinaryTargetSpec
  readonly multiclass: MulticlassTargetSpec
  readonly regression: RegressionTargetSpec
}

/**
 * What is predicted, of whatever column.
 *
 * @category Model
 * @since 0.1.0
 */
export type TargetSpec<Kind extends TaskKind = TaskKind> = TargetSpecs[Kind] & { readonly kind: Kind }

/**
 * A target of two classes.
 *
 * @param column - the column that holds the label
 * @param options - `positive`: the label whose probability is wanted; the other one is found in the data
 * @returns the target
 * @example
 * ```ts
 * import { binary } from '@millrace/train'
 *
 * binary('repaid', { positive: 'yes' }) // => { kind: 'binary', column: 'repaid', positive: 'yes' }
 * ```
 * @category Model
 * @since 0.1.0
 */
export function binary<const C extends string, const P extends ClassLabel>(
  column: C,
  options: { readonly positive: P },
): BinaryTargetSpec<C, P> {
  return Object.freeze({ kind: 'binary', column, positive: options.positive })
}

/**
 * Which classes {@link multiclass} has.
 *
 * @category Model
 * @since 0.1.0
 */
export interface MulticlassOptions<L extends ClassLabel = ClassLabel> {
  /**
   * The labels, in the order of the model's outputs; each must occur in training, and no other may.
   *
   * @defaultValue those that occur in training, in the order of the schema's categories, else sorted
   */
  readonly classes?: readonly L[] | undefined
}

/**
 * A target of several classes: a model says how probable each is.
 *
 * @param column - the column that holds the label: strings, numbers or booleans
 * @param options - the classes, where their order matters
 * @returns the target
 * @throws RangeError when fewer than two classes are given, or one twice
 * @example
 * ```ts
 * import { multiclass } from '@millrace/train'
 *
 * multiclass('species') // => { kind: 'multiclass', column: 'species' }
 * multiclass('risk', { classes: ['low', 'middle', 'high'] }).classes // => ['low', 'middle', 'high']
 * ```
 * @category Model
 * @since 0.1.0
 */
export function multiclass<const C extends string, const L extends ClassLabel = never>(
  column: C,
  { classes }: MulticlassOptions<L> = {},
): MulticlassTargetSpec<C, L> {
  if (classes === undefined) return Object.freeze({ kind: 'multiclass', column })
  if (classes.length < 2 || new Set(classes).size < classes.length)
    throw new RangeError(`multiclass: ${JSON.stringify(classes)} is not a list of two or more different classes`)
  return Object.freeze({ kind: 'multiclass', column, classes: Object.freeze([...classes]) })
}

/**
 * A target that is a number.
 *
 * @param column - the column that holds the number; in training it may not be null
 * @returns the target
 * @example
 * ```ts
 * import { regression } from '@millrace/train'
 *
 * regression('price') // => { kind: 'regression', column: 'price' }
 * ```
 * @category Model
 * @since 0.1.0
 */
export function regression<const C extends string>(column: C): RegressionTargetSpec<C> {
  return Object.freeze({ kind: 'regression', column })
}
