import { MillraceError } from '@millrace/core'
import { optionError } from '../internal/errors.ts'
import type { CellEdges, ScoreLabels } from '../profile/profile-types.ts'

/**
 * Scores of a model and what turned out to be true, as columns of one length.
 *
 * @category Performance
 * @since 0.1.0
 */
export interface LabelledScores {
  /** Probability of the positive label, in [0, 1]; rows whose score is NaN, the null, are left out. */
  readonly scores: ArrayLike<number>
  /** 1 for a positive row, 0 for a negative one, NaN where the label is not known (yet). */
  readonly labels: ArrayLike<number>
}

/**
 * Scores and labels as counts by cell: the profile of a prediction column whose monitor has a boolean target.
 *
 * Scores in a cell are taken at their mean, so that figures by cells are near those of the rows and not equal to them.
 *
 * @category Performance
 * @since 0.1.0
 */
export interface ScoreCells {
  /** The cells. */
  readonly cells: CellEdges
  /** Rows by cell. */
  readonly counts: readonly number[]
  /** Sums of the scores by cell. */
  readonly sums: readonly number[]
  /** Outcomes by cell; null where none is known. */
  readonly labels: ScoreLabels | null
}

/**
 * How performance is measured.
 *
 * @category Performance
 * @since 0.1.0
 */
export interface PerformanceOptions {
  /** A score from here on is a positive prediction; finite. @defaultValue 0.5 */
  readonly threshold?: number | undefined
}

interface Fault {
  /** The function that was called. */
  readonly function: string
  /** Says what is wrong and what to do. */
  readonly fault: string
  readonly details?: Readonly<Record<string, string | number>>
}

export function inputError({ function: name, fault, details = {} }: Fault): MillraceError {
  return new MillraceError({ code: 'E_PERFORMANCE_INPUT', message: `${name}: ${fault}`, details: { function: name, ...details } })
}

export function checkThreshold(name: string, { threshold = 0.5 }: PerformanceOptions): number {
  if (!Number.isFinite(threshold)) throw optionError({ function: name, option: 'threshold', value: threshold, range: 'finite' })
  return threshold
}
