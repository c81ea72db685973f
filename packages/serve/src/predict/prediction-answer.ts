import type { Json, PredictionOf, TaskKind } from '@millrace/core'

/**
 * What some columns added to a score, beside the average training row.
 *
 * @category Server
 * @since 0.1.0
 */
export interface PredictionReason {
  /** The input columns; several where a feature combines them. */
  readonly columns: readonly string[]
  /** What they add, in units of the score. */
  readonly contribution: number
}

/**
 * What a server says of one row.
 *
 * @category Server
 * @since 0.1.0
 */
export type RowAnswer<Label = Json, Kind extends TaskKind = 'binary'> = PredictionOf<Label, Kind> & {
  /** Identifier of this prediction, by which feedback names it. */
  readonly id: string
  /** What counted most for and against, the largest in size first; absent where the model cannot say. */
  readonly reasons?: readonly PredictionReason[]
}

/**
 * Which model answered.
 *
 * @category Server
 * @since 0.1.0
 */
export interface AnsweringModel {
  /** Name of the model. */
  readonly model: string
  /** Version of the model; null when it is served from a folder. */
  readonly version: number | null
  /** The alias that is followed. */
  readonly alias: string | null
}

/**
 * The answer to one row.
 *
 * @category Server
 * @since 0.1.0
 */
export type PredictionAnswer<Label = Json, Kind extends TaskKind = 'binary'> = AnsweringModel & RowAnswer<Label, Kind>

/**
 * The answer to `instances`.
 *
 * @category Server
 * @since 0.1.0
 */
export interface BatchAnswer<Label = Json, Kind extends TaskKind = 'binary'> extends AnsweringModel {
  /** What is said of each row, in their order. */
  readonly predictions: readonly RowAnswer<Label, Kind>[]
}
