import type { Json } from '../json/json.ts'
import type { PredictionOf } from '../model/prediction.ts'
import type { TaskKind } from './trainer.ts'

/**
 * One prediction, as it was served.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface ServedPrediction {
  /** Identifier of this one row's prediction, unique over all servers. */
  readonly id: string
  /** When, in milliseconds since 1970-01-01 UTC. */
  readonly atMs: number
  /** Name of the model. */
  readonly model: string
  /** Version of the model; null when it was served from a folder. */
  readonly version: number | null
  /** The row: input and monitored columns, as far as the log's allow-list has them. */
  readonly row: Readonly<Record<string, Json>>
  /** What was answered. */
  readonly prediction: PredictionOf<Json, TaskKind>
}

/**
 * What turned out to be true of a prediction.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface Feedback {
  /** Identifier of the prediction. */
  readonly id: string
  /** The true label, or number. */
  readonly label: string | number | boolean
  /** When it was known, in milliseconds since 1970-01-01 UTC. */
  readonly atMs: number
}

/**
 * A prediction read back, with what turned out to be true if that is known.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface LoggedPrediction extends ServedPrediction {
  /** The feedback; of several, the one with the latest `atMs`. */
  readonly feedback?: Feedback
}

/**
 * Which predictions are wanted.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface PredictionQuery {
  /** Only predictions of this model. */
  readonly model?: string
  /** Only predictions of this version. */
  readonly version?: number
  /** Only predictions from this time on, in milliseconds since 1970-01-01 UTC. */
  readonly fromMs?: number
  /** Only predictions before this time. */
  readonly beforeMs?: number
  /** Stops the reading; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/**
 * What a log has done since it was opened.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface PredictionLogCounters {
  /** Predictions taken. */
  readonly appended: number
  /** Predictions lost, because the buffer was full or writing failed. */
  readonly dropped: number
  /** Predictions in the buffer. */
  readonly pending: number
}

/**
 * Keeps what was served, and what turned out to be true. It never makes a prediction wait.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface PredictionLog extends AsyncDisposable {
  /** Version of this contract. */
  readonly specVersion: 1
  /** What it has done since it was opened. */
  readonly counters: PredictionLogCounters
  /** Takes a prediction into a bounded buffer, at once; never throws: what finds no room is dropped and counted. */
  append(prediction: ServedPrediction): void
  /**
   * Keeps a label, durably when the promise resolves; the same again is no error, and neither is an id that the log does not know (yet).
   *
   * Rejects with `E_FEEDBACK_CONFLICT` when it knows another label for the id, and with `E_LOG_UNWRITABLE` when it cannot be kept.
   */
  addFeedback(feedback: Feedback): Promise<void>
  /** Resolves when everything appended before the call is written or counted as dropped. */
  flush(): Promise<void>
  /** Reads back what is written, by time as far as each server's order goes; records that retention removed are gone. */
  read(query?: PredictionQuery): AsyncIterable<LoggedPrediction>
  /** Ability: counts without reading back. */
  count?(query?: PredictionQuery): Promise<number>
}
