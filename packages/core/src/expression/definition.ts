import type { Json } from '../json/json.ts'
import type { Expr } from './expr.ts'
import type { Statistic } from './statistic.ts'

/**
 * What fitting knows besides the column: symbols that fitting binds and that no served graph reads.
 *
 * @category Transforms
 * @since 0.1.0
 */
export interface FitContext {
  /** The target as a number: 1 for the positive label, 0 for others, null where unknown. */
  readonly target: Expr<number>
  /** The number of the stored fold that a row belongs to, from 0. */
  readonly fold: Expr<number>
  /** How many folds there are. */
  readonly folds: number
}

/**
 * Statistics asked for by name.
 *
 * @category Transforms
 * @since 0.1.0
 */
export type Needs = Readonly<Record<string, Statistic<unknown>>>

/**
 * The answers to {@link Needs}, by the same names.
 *
 * @category Transforms
 * @since 0.1.0
 */
export type Answers<N> = { readonly [K in keyof N]: N[K] extends Statistic<infer T> ? T : never }

/**
 * Outputs of a group: a name and a number each.
 *
 * @category Transforms
 * @since 0.1.0
 */
export type Named = readonly (readonly [name: string, value: Expr<number | boolean | null>])[]

/**
 * How something is learnt from statistics and applied as an expression.
 *
 * @category Transforms
 * @since 0.1.0
 */
export interface Definition<In, Out, N extends Needs, S> {
  /** Name of the transform, kept as provenance. */
  readonly kind: string
  /** Raised when the meaning of params or state changes. */
  readonly version: number
  /** What the factory was called with, kept as provenance. */
  readonly params?: Json
  /** The statistics to ask for. */
  readonly needs: (x: Expr<In>, fit: FitContext) => N
  /** The state to keep: finite JSON. */
  readonly state: (answers: Answers<N>) => S
  /** The expression that the state turns the column into; what is stored and served. */
  readonly apply: (x: Expr<In>, state: S) => Out
  /** The expression for training rows, where it differs: out-of-fold encodings. */
  readonly applyTraining?: (x: Expr<In>, state: S, fit: FitContext) => Out
}

/** A definition whose types are erased: the input was checked where the transform was applied. */
// biome-ignore lint/suspicious/noExplicitAny: an erased internal; `defineTransform` and `defineGroup` check what goes in
export type TransformDefinition = Definition<any, Expr<number | boolean | null>, any, any>
/** As {@link TransformDefinition}, for groups. */
// biome-ignore lint/suspicious/noExplicitAny: an erased internal; `defineTransform` and `defineGroup` check what goes in
export type GroupDefinition = Definition<any, Named, any, any>
