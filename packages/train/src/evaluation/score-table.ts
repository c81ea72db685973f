import { MillraceError, type Model, Table } from '@millrace/core'
import type { Scored } from '@millrace/core/metrics'
import { readKnownLabels } from '../model/labels.ts'
import type { ScoredRows } from './scored-rows.ts'

/** Rows with the probability of the positive label besides. */
export interface ScoredTable extends ScoredRows {
  readonly probability: Float64Array
}

/** Labels, scores and probabilities of a table's rows; a row without a score is refused, since a metric without it would flatter. */
export function scoreTable<Label>(model: Model<never, Label>, table: Table, weight?: Float64Array): ScoredTable {
  const label = readKnownLabels(table, model.definition.target)
  const predictions = model.predict(table as Table<never>)
  const numbers = (name: 'score' | 'probability') => {
    const column = predictions.column(name)
    return column.type === 'number' ? column.values : new Float64Array()
  }
  const score = numbers('score')
  const row = score.findIndex((value) => Number.isNaN(value))
  if (row >= 0) {
    throw new MillraceError({
      code: 'E_SCORE_NULL',
      message: `${model.name}: row ${row} has no score, since a feature is null or overflows`,
      details: { row },
    })
  }
  return { label, score, probability: numbers('probability'), ...(weight && { weight }) }
}

/** Rows that are scored already, or a table that the model is to score. */
export function scoredRowsOf<Label>(model: Model<never, Label>, rows: Table | ScoredRows): ScoredRows {
  return Table.isInstance(rows) ? scoreTable(model, rows) : (rows as ScoredRows)
}

/** Rows as metrics of probabilities take them. */
export function byProbability({ label, probability, weight }: ScoredTable): Scored {
  return { label, score: probability, ...(weight && { weight }) }
}
