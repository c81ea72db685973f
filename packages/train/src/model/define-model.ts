import { type FeatureSpec, MillraceError, type ModelTypes, type Trainer } from '@millrace/core'
import type { Target } from './target.ts'

/**
 * A type error with a message that a person understands.
 *
 * @category Model
 * @since 0.1.0
 */
export interface TypeProblem<Message extends string> {
  /** For the compiler alone. */
  readonly 'type error': Message
}

type CheckTarget<Row, Reads, C, L> = C extends Reads
  ? TypeProblem<`the target '${C & string}' is also read by a feature`>
  : C extends keyof Row
    ? L extends Row[C]
      ? unknown
      : TypeProblem<`'${L & string}' is not a value of column '${C & string}'`>
    : TypeProblem<`the schema has no column '${C & string}'`>
type CheckTrainer<N, MayBeNull> = [N] extends [true]
  ? unknown
  : [MayBeNull] extends [never]
    ? unknown
    : TypeProblem<`feature '${MayBeNull & string}' may be null: impute it, or use a trainer that accepts null`>

/**
 * The columns that a request has: those that features read, and the monitored ones.
 *
 * @category Model
 * @since 0.1.0
 */
export type Served<Row, Names extends keyof Row> = { readonly [K in keyof Pick<Row, Names>]: Row[K] } & {}

/**
 * A model, described and not yet trained: inert and frozen.
 *
 * @category Model
 * @since 0.1.0
 */
export interface ModelSpec<In, Label, Row = unknown> extends ModelTypes<In, Label> {
  /** For the compiler alone: a row to train on. */
  readonly '~row'?: Row | undefined
  /** Name of the model. */
  readonly name: string
  /** The features. */
  readonly features: Pick<FeatureSpec<unknown, never, unknown>, 'schema' | 'names' | 'features'>
  /** What is predicted. */
  readonly target: Target<string, unknown>
  /** What learns it. */
  readonly trainer: Trainer
  /** Columns that travel with a request, are validated and logged, and are never scored. */
  readonly monitored: readonly string[]
}

/**
 * What {@link defineModel} takes.
 *
 * @category Model
 * @since 0.1.0
 */
export interface ModelOptions<Row, Reads extends keyof Row, MayBeNull, C, L, N extends boolean, Monitored extends keyof Row> {
  /** Name of the model: letters, digits, `.`, `_` and `-`. */
  readonly name: string
  /** The features. */
  readonly features: FeatureSpec<Row, Reads, MayBeNull>
  /** What is predicted. */
  readonly target: Target<C, L> & CheckTarget<Row, Reads, C, L>
  /** What learns it. */
  readonly trainer: Trainer<N> & CheckTrainer<N, MayBeNull>
  /** Columns to be validated and logged with each request and never scored, protected attributes for instance. @defaultValue none */
  readonly monitored?: readonly Monitored[]
}

/**
 * Describes a model: features, target and trainer, checked against each other by the compiler.
 *
 * @param options - name, features, target, trainer, monitored columns
 * @returns the spec, for `train` and `crossValidate`
 * @throws MillraceError `E_MODEL_NAME_INVALID` when the name is no name for a folder and a registry, `E_COLUMN_UNKNOWN` when a monitored column is not in the schema or is
 * the target
 * @example
 * ```ts
 * import { defineFeatures } from '@millrace/core'
 * import { binary, defineModel, logisticRegression } from '@millrace/train'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number(), gender: z.enum(['f', 'm']).nullable(), repaid: z.enum(['yes', 'no']) })
 * const repayment = defineModel({
 *   name: 'repayment',
 *   features: defineFeatures(Loan, (loan) => ({ income: loan.income })),
 *   target: binary('repaid', { positive: 'yes' }),
 *   trainer: logisticRegression(),
 *   monitored: ['gender'],
 * })
 * repayment.name // => 'repayment'
 * ```
 * @category Model
 * @since 0.1.0
 */
export function defineModel<
  Row,
  Reads extends keyof Row,
  MayBeNull,
  const C extends string,
  L,
  N extends boolean,
  const Monitored extends keyof Row = never,
>(
  options: ModelOptions<Row, Reads, MayBeNull, C, L, N, Monitored>,
): ModelSpec<Served<Row, Reads | Monitored>, C extends keyof Row ? NonNullable<Row[C]> : never, Row> {
  const { name, features, target, trainer, monitored = [] } = options
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(name)) {
    throw new MillraceError({
      code: 'E_MODEL_NAME_INVALID',
      message: `defineModel: '${name}' is no name for a model; use up to 200 letters, digits, '.', '_' and '-', starting with a letter or digit`,
      details: { name },
    })
  }
  const known = new Set(features.schema.columns.map((column) => column.name))
  for (const column of [target.column, ...(monitored as readonly string[])]) {
    const wrong = !known.has(column)
      ? 'is not in the schema'
      : column === target.column && monitored.includes(column as never)
        ? 'is the target'
        : null
    if (wrong !== null) {
      throw new MillraceError({ code: 'E_COLUMN_UNKNOWN', message: `defineModel: the column '${column}' ${wrong}`, details: { column } })
    }
  }
  return Object.freeze({
    name,
    features,
    target,
    trainer: trainer as Trainer,
    monitored: Object.freeze([...(monitored as readonly string[])]),
  })
}
