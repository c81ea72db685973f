import { type Column, MillraceError, type Model, Table, type TaskKind } from '@millrace/core'
import type { Scored } from '@millrace/core/metrics'
import { readKnownLabels } from '../model/labels.ts'
import type { ScoredBinary, ScoredRows } from './scored-rows.ts'

/** Labels, scores and probabilities of a table's rows; a row without a score is refused, since a metric without it would flatter. */
export function scoreTable<Label>(model: Model<never, Label>, table: Table, weight?: Float64Array): ScoredBinary {
  const label = readKnownLabels(table, model.definition.target)
  const outputs = outputsOf(model, table)
  return { label, score: outputs('score'), probability: outputs('probability'), ...(weight && { weight }) }
}

/** What a model says of a table's rows, an output by its name; a row without a score is refused. */
export function outputsOf<Kind extends TaskKind>(model: Model<never, unknown, Kind>, table: Table): (name: string) => Float64Array {
  const predictions = model.predict(table as Table<never>) as Table
  return (name) => {
    const { values } = predictions.column(name as never) as Column & { readonly type: 'number' }
    const row = values.findIndex((value) => Number.isNaN(value))
    if (row < 0) return values
    throw new MillraceError({
      code: 'E_SCORE_NULL',
      message: `${model.name}: row ${row} has no score, since a feature is null or overflows`,
      details: { row },
    })
  }
}

/** Rows that are scored already, or a table that the model is to score. */
export function scoredRowsOf<Label>(model: Model<never, Label>, rows: Table | ScoredRows): ScoredRows {
  return Table.isInstance(rows) ? scoreTable(model, rows) : (rows as ScoredRows)
}

/** Rows as metrics of probabilities take them. */
export function byProbability({ label, probability, weight }: ScoredBinary): Scored {
  return { label, score: probability, ...(weight && { weight }) }
}
