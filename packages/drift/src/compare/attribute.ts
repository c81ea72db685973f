import { MillraceError } from '@millrace/core'
import type { ColumnDrift } from './drift-report.ts'
import { effectMagnitude } from './effect-magnitude.ts'

/** Mean size of a column's contributions to the model's answer, by column; any scale. */
export type Attributions = Readonly<Record<string, number>>

/**
 * Gives columns their share of the attributions, and their impact: that share times the size of the effect, or the change of the share of nulls where that drifted and is larger. A column without one is not read by the
 * model: its importance is 0. Attributions of columns that are not watched count in the total, so that shares stay those of the model. A failed
 * column has no impact.
 */
export function attribute(columns: readonly ColumnDrift[], attributions: Attributions): ColumnDrift[] {
  const given = new Map(Object.entries(attributions))
  for (const [column, value] of given) {
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
      throw wrong(column, `${value} of column '${column}' is not finite and at least 0`)
  }
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const unit = Number.isFinite(sum([...given.values()])) ? 1 : Math.max(...given.values())
  const total = sum(Array.from(given.values(), (value) => value / unit))
  if (!columns.some(({ column }) => (given.get(column) ?? 0) > 0)) throw wrong(null, 'no input column of the monitor has one above 0')
  return columns.map((column) => {
    const importance = (given.get(column.column) ?? 0) / unit / total
    return {
      ...column,
      importance,
      impact: column.effect === null ? null : importance * Math.max(effectMagnitude(column.effect), nullChange(column)),
    }
  })
}

/** How far the share of nulls moved, where it drifted. */
const nullChange = ({ nulls: { reference, current, drifted } }: ColumnDrift) => (drifted ? Math.abs((current ?? 0) - reference) : 0)

function wrong(column: string | null, fault: string): MillraceError {
  return new MillraceError({
    code: 'E_DRIFT_ATTRIBUTIONS',
    message: `compare: attributions: ${fault}; give the mean absolute contribution of each input column`,
    details: { column },
  })
}
