import type { ServerLimits } from '../server/limits.ts'
import { Refusal } from '../server/refusal.ts'

/** The rows that a body asks to score. */
export interface RequestedRows {
  readonly rows: readonly unknown[]
  /** Whether they came as `instances`, and the answer has `predictions`. */
  readonly isBatch: boolean
}

/**
 * Takes the rows out of a body: the body itself, or its `instances`. No column is an array, so the two cannot be confused.
 *
 * @throws Refusal 413 for more rows than allowed
 */
export function requestedRows(body: unknown, { rows: most }: Pick<Required<ServerLimits>, 'rows'>): RequestedRows {
  const instances =
    typeof body === 'object' && body !== null && Object.hasOwn(body, 'instances') ? (body as { instances: unknown }).instances : null
  if (!Array.isArray(instances)) return { rows: [body], isBatch: false }
  if (instances.length > most) {
    throw new Refusal(413, 'too_many_rows', `the request has ${instances.length} rows; at most ${most} are taken at once`)
  }
  return { rows: instances, isBatch: true }
}
