import type { Contribution, PredictionOf, TaskKind } from '@millrace/core'
import { Refusal, type RequestIssue } from '../server/refusal.ts'
import type { PreparedModel } from './prepared-model.ts'
import type { RequestedRows } from './requested-rows.ts'
import { mostIssues, rowIssues } from './row-issues.ts'

/** A row with what the model says of it. */
export interface ScoredRow {
  readonly row: Readonly<Record<string, unknown>>
  readonly prediction: PredictionOf<unknown, TaskKind>
  /** What each set of columns adds to the score, the largest in size first; empty where the model cannot say. */
  readonly contributions: readonly Contribution[]
}

/** By what rows are scored. */
export interface PredictRowsOptions {
  readonly model: PreparedModel
  /** Most contributions that are wanted. */
  readonly most: number
}

/**
 * Scores rows, all or none, without waiting for anything.
 *
 * @throws Refusal 422 with the first issues of all rows, and 500 for a score that is no number
 */
export function predictRows({ rows, isBatch }: RequestedRows, options: PredictRowsOptions): readonly ScoredRow[] {
  const issues: RequestIssue[] = []
  const scored: ScoredRow[] = []
  for (let i = 0; i < rows.length && issues.length < mostIssues; i++) {
    // To a model, a list is several rows.
    const row = Array.isArray(rows[i]) ? null : rows[i]
    try {
      scored.push(predictRow(row, options))
    } catch (error) {
      const refused = { row, path: isBatch ? ['instances', i] : [], columns: options.model.columns }
      const found = rowIssues(error, refused)
      if (found === null) throw error
      issues.push(...found.slice(0, mostIssues - issues.length))
    }
  }
  if (issues.length > 0) throw new Refusal(422, 'invalid_input', summaryOf(issues), { issues })
  return scored
}

function predictRow(row: unknown, { model: { model, explains, kind }, most }: PredictRowsOptions): ScoredRow {
  const known = row as Readonly<Record<string, unknown>>
  const { prediction, contributions } =
    explains && most > 0 ? model.explain(known, { most }) : { prediction: model.predict(known), contributions: [] }
  if (!kind.isFinite(prediction)) throw new Refusal(500, 'model_failed', 'the model gave a score that is no number')
  return { row: known, prediction, contributions }
}

function summaryOf(issues: readonly RequestIssue[]): string {
  const [{ path, message }] = issues as readonly [RequestIssue]
  const where = path.length === 0 ? 'the row' : path.join('.')
  return issues.length === 1
    ? `${where}: ${message}`
    : `${where}: ${message} (and ${issues.length === mostIssues ? 'more' : `${issues.length - 1} more`})`
}
