import assert from 'node:assert/strict'
import {
  type Feedback,
  type LoggedPrediction,
  MillraceError,
  type PredictionLog,
  type PredictionQuery,
  type ServedPrediction,
} from '@millrace/core'

/** Runs a body with a log that no other test has, and closes it afterwards. */
export type WithLog = (body: (log: PredictionLog) => Promise<void>) => Promise<void>

/** A prediction like any other, but for what is given. */
export function served(id: string, changes: Partial<ServedPrediction> = {}): ServedPrediction {
  const row = { income: 4_583.5, area: 'Urban', employed: true, amount: null }
  const prediction = { score: 1.25, probability: 0.777, label: 'yes', decision: 'approve', reason: 'clear enough to grant' }
  return { id, atMs: 1_767_225_600_000, model: 'repayment', version: 3, row, prediction, ...changes }
}

/** Feedback for a prediction. */
export const labelled = (id: string, label: Feedback['label'], atMs = 1_767_312_000_000): Feedback => ({ id, label, atMs })

/** All that a log gives for a query. */
export async function readAll(log: PredictionLog, query?: PredictionQuery): Promise<LoggedPrediction[]> {
  const all: LoggedPrediction[] = []
  for await (const prediction of log.read(query)) all.push(prediction)
  return all
}

/** The ids that a log gives for a query, in its order. */
export async function idsOf(log: PredictionLog, query?: PredictionQuery): Promise<string[]> {
  return (await readAll(log, query)).map(({ id }) => id)
}

/** Appends and waits until all of it is written. */
export async function write(log: PredictionLog, ...predictions: readonly ServedPrediction[]): Promise<void> {
  for (const prediction of predictions) log.append(prediction)
  await log.flush()
}

/** The work is refused by a `MillraceError` of this code. */
export async function assertRefused(work: Promise<unknown>, code: string): Promise<void> {
  await assert.rejects(work, (error: unknown) => {
    assert.ok(MillraceError.isInstance(error), `refused by ${String(error)}, which is no MillraceError`)
    assert.equal(error.code, code)
    return true
  })
}
