import { MillraceError, type Model, type Table } from '@millrace/core'
import { readLabels } from '../model/labels.ts'

/** Labels and probabilities of a table's rows; a row without a score is refused, since a metric without it would flatter. */
export function scoreTable<Label>(model: Model<never, Label>, table: Table): { readonly label: Float64Array; readonly score: Float64Array } {
  const { values: label } = readLabels(table, model.definition.target)
  const column = model.predict(table as Table<never>).column('probability')
  const score = column.type === 'number' ? column.values : new Float64Array()
  const row = score.findIndex((value) => Number.isNaN(value))
  if (row >= 0) {
    throw new MillraceError({ code: 'E_SCORE_NULL', message: `evaluate: row ${row} has no score, since a feature is null or overflows`, details: { row } })
  }
  return { label, score }
}
