import type { ColumnDrift, DriftReport } from '../compare/drift-report.ts'
import { everyColumn } from '../gate/every-column.ts'

/** Inputs in the order to read them, then the target and predictions. */
export function byImportance(report: DriftReport): readonly ColumnDrift[] {
  const place = new Map(report.ranked.map((column, index) => [column, index]))
  const last = report.ranked.length
  return everyColumn(report).sort((a, b) => (place.get(a.column) ?? last) - (place.get(b.column) ?? last))
}
