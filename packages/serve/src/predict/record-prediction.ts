import type { Json, PredictionLog, PredictionOf, TaskKind } from '@millrace/core'
import { newId } from '../server/identifiers.ts'
import type { ScoredRow } from './predict-rows.ts'
import type { PreparedModel } from './prepared-model.ts'

/** By what a row was scored, and where that is kept. */
export interface RecordOptions {
  readonly model: PreparedModel
  readonly log: PredictionLog | undefined
}

/** Counts a prediction that is about to be answered, hands it to the log, which never waits, and gives the identifier that it is logged by. */
export function recordPrediction({ row, prediction }: ScoredRow, { model, log }: RecordOptions): string {
  const { served, meters, kind } = model
  const atMs = Date.now()
  const id = newId(atMs)
  meters.predicted(kind.counted(prediction))
  log?.append({
    id,
    atMs,
    model: served.model,
    version: served.version,
    row: knownColumns(row, model),
    prediction: prediction as PredictionOf<Json, TaskKind>,
  })
  return id
}

/** The columns of a row that the model knows; what else a client sends is no one's to keep. */
function knownColumns(row: Readonly<Record<string, unknown>>, { columns, isClosed }: PreparedModel): Readonly<Record<string, Json>> {
  // Bodies are JSON and forms give values as JSON has them, so what passed the model's checks is JSON.
  const json = row as Readonly<Record<string, Json>>
  if (isClosed && Object.keys(row).length === columns.length) return json
  return Object.fromEntries(columns.flatMap(({ name }) => (Object.hasOwn(row, name) ? [[name, json[name]!] as const] : [])))
}
