import { type FeatureSpec, MillraceError, type ModelTypes, type TaskKind, type Trainer } from '@millrace/core'
import type { Target, TargetSpec } from './target.ts'

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

type CheckTarget<Row, Reads, C, L, Kind> = C extends Reads
  ? TypeProblem<`the target '${C & string}' is also read by a feature`>
  : C extends keyof Row
    ? Kind extends 'regression'
      ? CheckNumber<NonNullable<Row[C]>, C>
      : [L] extends [Row[C]]
        ? unknown
        : TypeProblem<`'${Exclude<L, Row[C]> & string}' is not a value of column '${C & string}'`>
    : TypeProblem<`the schema has no column '${C & string}'`>
type CheckNumber<Value, C> = [Value] extends [number]
  ? unknown
  : TypeProblem<`column '${C & string}' is not a number: predict it with binary() or multiclass()`>
type CheckTask<Tasks, Kind> = [Kind] extends [Tasks]
  ? unknown
  : TypeProblem<`the trainer does not learn a ${Kind & string} target: use another trainer`>
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

/** What a prediction calls its answer: the classes that were named, else the values of the column. */
type LabelOf<Row, C, L, Kind> = C extends keyof Row
  ? Kind extends 'regression'
    ? number
    : [L, Kind] extends [never, 'multiclass'] | [unknown, 'binary']
      ? NonNullable<Row[C]>
      : L
  : never

/**
 * A model, described and not yet trained: inert and frozen.
 *
 * @category Model
 * @since 0.1.0
 */
export interface ModelSpec<In, Label, Row = unknown, Kind extends TaskKind = 'binary'> extends ModelTypes<In, Label, Kind> {
  /** For the compiler alone: a row to train on. */
  readonly '~row'?: Row | undefined
  /** Name of the model. */
  readonly name: string
  /** The features. */
  readonly features: Pick<FeatureSpec<unknown, never, unknown>, 'schema' | 'names' | 'features'>
  /** What is predicted. */
  readonly target: TargetSpec<Kind>
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
export interface ModelOptions<
  Row,
  Reads extends keyof Row,
  MayBeNull,
  C,
  L,
  N extends boolean,
  Monitored extends keyof Row,
  Kind extends TaskKind = 'binary',
  Tasks extends TaskKind = TaskKind,
> {
  /** Name of the model: letters, digits, `.`, `_` and `-`. */
  readonly name: string
  /** The features. */
  readonly features: FeatureSpec<Row, Reads, MayBeNull>
  /** What is predicted. */
  readonly target: Target<C, L, Kind> & CheckTarget<Row, Reads, C, L, Kind>
  /** What learns it. */
  readonly trainer: Trainer<N, Tasks> & CheckTrainer<N, MayBeNull> & CheckTask<Tasks, Kind>
  /** Columns to be validated and logged with each request and never scored, protected attributes for instance. @defaultValue none */
  readonly monitored?: readonly Monitored[]
}

/**
 * Describes a model: features, target and trainer, checked against each other by the compiler.
 *
 * @param options - name, features, target, trainer, monitored columns
 * @returns the spec, for `train` and `crossValidate`
 * @throws MillraceError `E_MODEL_NAME_INVALID` when the name is no name for a folder and a registry, `E_COLUMN_UNKNOWN` when a monitored column is not in the schema or is
 * the target, `E_TASK_UNSUPPORTED` when the trainer does not learn a target of this kind
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
  Kind extends TaskKind,
  Tasks extends TaskKind,
  const Monitored extends keyof Row = never,
>(
  options: ModelOptions<Row, Reads, MayBeNull, C, L, N, Monitored, Kind, Tasks>,
): ModelSpec<Served<Row, Reads | Monitored>, LabelOf<Row, C, L, Kind>, Row, Kind> {
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
  if (!trainer.tasks.includes(target.kind as never)) {
    throw new MillraceError({
      code: 'E_TASK_UNSUPPORTED',
      message: `defineModel: ${trainer.name} does not learn a ${target.kind} target, only ${trainer.tasks.join(', ')}; use another trainer`,
      details: { trainer: trainer.name, kind: target.kind },
    })
  }
  return Object.freeze({
    name,
    features,
    target: target as Target<string, unknown> as TargetSpec<Kind>,
    trainer: trainer as Trainer,
    monitored: Object.freeze([...(monitored as readonly string[])]),
  })
}
