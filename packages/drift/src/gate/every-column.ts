import type { ColumnDrift, DriftReport } from '../compare/drift-report.ts'

/** Columns of every role: inputs, the target, predictions. */
export function everyColumn({ columns, target, predictions }: DriftReport): ColumnDrift[] {
  return [...columns, ...(target === null ? [] : [target]), ...predictions]
}
