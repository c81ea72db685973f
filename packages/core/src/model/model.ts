import type { Schema } from '../schema/schema.ts'
import { schemaFromColumns } from '../schema/schema.ts'
import { Table } from '../table/table.ts'
import { createExplainer, type ExplainOptions, type Explanation } from './explain.ts'
import type { ModelDefinition } from './model-definition.ts'
import { createPredictor, createRowRunner, type RowRunner } from './predict-row.ts'
import { predictTable } from './predict-table.ts'
import type { Prediction, PredictionTable } from './prediction.ts'

/**
 * The types that a model spec carries: what is served and what the label is.
 *
 * @category Model
 * @since 0.1.0
 */
export interface ModelTypes<In, Label> {
  /** For the compiler alone: a row to be scored. */
  readonly '~in'?: In | undefined
  /** For the compiler alone: the label. */
  readonly '~label'?: Label | undefined
}

/**
 * A model, ready to score rows: plain data and the machines that run it.
 *
 * @category Model
 * @since 0.1.0
 */
export interface Model<In = Readonly<Record<string, unknown>>, out Label = unknown> {
  /** Name of the model. */
  readonly name: string
  /** All that is stored. */
  readonly definition: ModelDefinition
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
  predict(row: In): Prediction<Label>
  predict(rows: readonly In[]): readonly Prediction<Label>[]
  predict(table: Table<In>): PredictionTable<Label>
  /**
   * Predicts one row and splits its score into contributions of its columns; base and all contributions sum to the score.
   *
   * A `MillraceError` `E_EXPLAIN_UNSUPPORTED` when the estimator is not linear, and as `predict` otherwise.
   */
  explain(row: In, options?: ExplainOptions): Explanation<Label>
}

/**
 * Makes a model of its definition.
 *
 * @param definition - plain data, as trained or loaded; its graph must be checked already
 * @returns the model; it keeps mutable registers, so each worker makes its own
 * @example
 * ```ts
 * import { createModel, type ModelDefinition } from '@millrace/core'
 *
 * const scoreOf = (definition: ModelDefinition, row: Record<string, unknown>): number => createModel(definition).predict(row).score
 * typeof scoreOf // => 'function'
 * ```
 * @category Model
 * @since 0.1.0
 */
export function createModel<In, Label>(definition: ModelDefinition): Model<In, Label> {
  return modelOf(definition, createRowRunner(definition))
}

/** {@link createModel} with a machine that exists already. */
export function modelOf<In, Label>(definition: ModelDefinition, runner: RowRunner): Model<In, Label> {
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
  return Object.freeze(model) as unknown as Model<In, Label>
}
