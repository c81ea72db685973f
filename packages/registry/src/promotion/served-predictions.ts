import type { PredictionLog, PredictionQuery } from '@millrace/core'

/**
 * The predictions that a version served, as far as a log has kept them.
 *
 * @category Lineage
 * @since 0.1.0
 */
export interface ServedPredictions {
  /** How many. */
  readonly count: number
  /** When the first was served, in milliseconds since 1970-01-01 UTC; null when there is none. */
  readonly firstAtMs: number | null
  /** When the last was served, likewise. */
  readonly lastAtMs: number | null
}

/** Counts by the log's ability where that settles it, and else reads the log through once. */
export async function servedPredictions(log: PredictionLog, query: PredictionQuery): Promise<ServedPredictions> {
  let count = 0
  let firstAtMs: number | null = null
  let lastAtMs: number | null = null
  if ((await log.count?.(query)) === 0) return { count, firstAtMs, lastAtMs }
  for await (const { atMs } of log.read(query)) {
    count++
    firstAtMs = Math.min(firstAtMs ?? atMs, atMs)
    lastAtMs = Math.max(lastAtMs ?? atMs, atMs)
  }
  return { count, firstAtMs, lastAtMs }
}
