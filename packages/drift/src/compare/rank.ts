import type { ColumnDrift } from './drift-report.ts'
import { effectMagnitude } from './effect-magnitude.ts'

/** What a person should look at first: what could not be judged, then what drifted, then what is open. */
const urgency = ({ verdict, nulls }: ColumnDrift): number =>
  verdict === 'failed' ? 0 : verdict === 'drifted' || nulls.drifted ? 1 : verdict === 'inconclusive' ? 2 : verdict === 'small' ? 3 : 4

/**
 * Names of columns in the order that a person should read them: failed, drifted (in values or nulls), inconclusive, small, stable. Within each the
 * greatest impact comes first where attributions were given (of failed columns the greatest importance), else the greatest effect; ties keep
 * the monitor's order.
 */
export function rank(columns: readonly ColumnDrift[]): string[] {
  const weight = ({ impact, importance, effect }: ColumnDrift) => impact ?? importance ?? (effect === null ? 0 : effectMagnitude(effect))
  return columns.toSorted((a, b) => urgency(a) - urgency(b) || weight(b) - weight(a)).map(({ column }) => column)
}
