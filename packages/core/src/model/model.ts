import type { TaskKind } from '../contracts/trainer.ts'
import type { Schema } from '../schema/schema.ts'
import { schemaFromColumns } from '../schema/schema.ts'
import { Table } from '../table/table.ts'
import { createExplainer, type ExplainOptions, type Explanation } from './explain.ts'
import type { ModelDefinition } from './model-definition.ts'
import { createPredictor, createRowRunner } from './predict-row.ts'
import { predictTable } from './predict-table.ts'
import type { PredictionOf, PredictionTable } from './prediction.ts'
import type { RowRunner } from './row-runner.ts'

/**
 * The types that a model spec carries: what is served, what the label is, and of which kind the target is.
 *
 * @category Model
 * @since 0.1.0
 */
export interface ModelTypes<In, Label, Kind extends TaskKind = 'binary'> {
  /** For the compiler alone: a row to be scored. */
  readonly '~in'?: In | undefined
  /** For the compiler alone: the label. */
  readonly '~label'?: Label | undefined
  /** For the compiler alone: the kind of the target. */
  readonly '~kind'?: Kind | undefined
}

/**
 * A model, ready to score rows: plain data and the machines that run it.
 *
 * @category Model
 * @since 0.1.0
 */
export interface Model<In = Readonly<Record<string, unknown>>, out Label = unknown, out Kind extends TaskKind = 'binary'> {
  /** Name of the model. */
  readonly name: string
  /** All that is stored. */
  readonly definition: ModelDefinition<Kind>
  /** The columns that rows must have. */
  readonly inputs: Schema
  /** The columns that are validated and logged beside them, and never scored. */
  readonly monitored: Schema
  /**
   * Scores one row, many rows, or a table.
   *
   * Keys that the model does not read are ignored. A value that breaks the model's columns is a `MillraceError` `E_ROWS_INVALID`; a row whose score is null, because
   * its arithmetic overflowed, is `E_SCORE_NULL`, and null in the table that a table gives.
   */
  predict(row: In): PredictionOf<Label, Kind>
  predict(rows: readonly In[]): readonly PredictionOf<Label, Kind>[]
  predict(table: Table<In>): PredictionTable<Label, Kind>
  /**
   * Predicts one row and splits its score into contributions of its columns; base and all contributions sum to the score.
   *
   * Exact for linear models; for trees exact TreeSHAP values, path-dependent or, with a background, interventional. Where there are several classes, the score of the one
   * that is predicted is split, or of the `label` that is asked for; a number's score before its link.
   *
   * A `MillraceError` `E_EXPLAIN_UNSUPPORTED` when the score is neither linear nor of trees, a `RangeError` for a label without a score or an unfit background, and as
   * `predict` otherwise.
   */
  explain(row: In, options?: ExplainOptions): Explanation<Label, Kind>
}

/**
 * A model of any rows, labels and kind: to be saved, registered or looked at, not to score with.
 *
 * @category Model
 * @since 0.1.0
 */
export type AnyModel = Model<never, unknown, TaskKind>

/**
 * The model of a spec.
 *
 * @category Model
 * @since 0.1.0
 */
export type ModelOf<Spec extends ModelTypes<unknown, unknown, TaskKind>> = Model<
  NonNullable<Spec['~in']>,
  NonNullable<Spec['~label']>,
  '~kind' extends keyof Spec ? NonNullable<Spec['~kind']> : 'binary'
>

/**
 * Makes a model of its definition.
 *
 * @param definition - plain data, as trained or loaded; its graph must be checked already
 * @returns the model; it keeps mutable registers, so each worker makes its own
 * @example
 * ```ts
 * import { createModel, type ModelDefinition } from '@millrace/core'
 *
 * const scoreOf = (definition: ModelDefinition<'binary'>, row: Record<string, unknown>): number => createModel(definition).predict(row).score
 * typeof scoreOf // => 'function'
 * ```
 * @category Model
 * @since 0.1.0
 */
export function createModel<In, Label, Kind extends TaskKind = 'binary'>(definition: ModelDefinition<Kind>): Model<In, Label, Kind> {
  return modelOf(definition, createRowRunner(definition))
}

/** {@link createModel} with a machine that exists already. */
export function modelOf<In, Label, Kind extends TaskKind>(definition: ModelDefinition<Kind>, runner: RowRunner): Model<In, Label, Kind> {
  const predictOne = createPredictor(definition, runner)
  const model = {
    name: definition.name,
    definition,
    inputs: schemaFromColumns(definition.inputs),
    monitored: schemaFromColumns(definition.monitored),
    predict(given: unknown) {
      if (Array.isArray(given)) return given.map((row, index) => predictOne(row, index))
      return Table.isInstance(given) ? predictTable(definition, given) : predictOne(given)
    },
    explain: createExplainer(definition),
  }
  return Object.freeze(model) as unknown as Model<In, Label, Kind>
}
