import type { NumberProfile, ScoreLabels } from './profile-types.ts'

/**
 * Outcomes of scored rows by cell.
 *
 * @category Profiles
 * @since 0.1.0
 */
export interface ScoreOutcomes {
  /** Rows of a cell whose target is true. */
  readonly positive: readonly number[]
  /** Rows of a cell whose target is false. */
  readonly negative: readonly number[]
}

/** The outcomes that a profile of scores has counted; all 0 where it knows none. */
export function outcomesOf({ counts, labels }: Pick<NumberProfile, 'counts' | 'labels'>): ScoreOutcomes {
  if (labels === null) return { positive: counts.map(() => 0), negative: counts.map(() => 0) }
  const { positive, unknown } = labels
  return { positive, negative: counts.map((rows, cell) => rows - positive[cell]! - (unknown?.[cell] ?? 0)) }
}

interface OutcomesFound {
  readonly positive: ArrayLike<number>
  readonly negative: ArrayLike<number>
}

/** Outcomes beside counts, in the fewest numbers that say them. */
export function labelsOf(counts: readonly number[], found: OutcomesFound): ScoreLabels | null {
  const unknown = counts.map((count, cell) => count - found.positive[cell]! - found.negative[cell]!)
  const missing = unknown.reduce((sum, rows) => sum + rows, 0)
  const known = counts.reduce((sum, rows) => sum + rows, 0) - missing
  return known === 0 ? null : { positive: Array.from(found.positive), unknown: missing === 0 ? null : unknown, known }
}
