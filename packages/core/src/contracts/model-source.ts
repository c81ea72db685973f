import type { Model } from '../model/model.ts'
import type { TaskKind } from './trainer.ts'

/**
 * Which model is served, for answers, logs and metrics.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface ServedVersion {
  /** Name of the model. */
  readonly model: string
  /** Version in the registry; null when it was loaded from a folder. */
  readonly version: number | null
  /** The alias that is followed. */
  readonly alias: string | null
  /** Digest of the model folder. */
  readonly digest: string | null
}

/**
 * A loaded model and which it is: one frozen value, so that a request which took it never sees parts of two models.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface ServedModel<out M = Model<Readonly<Record<string, unknown>>, unknown, TaskKind>> {
  /** The model. */
  readonly model: M
  /** Which it is. */
  readonly served: ServedVersion
  /** Metrics that the version was registered with, where a registry knows them. */
  readonly metrics?: Readonly<Record<string, number>>
}

/**
 * What happened at a source: another model is served now, or one could not be loaded and the one before stays.
 *
 * @category Contracts
 * @since 0.1.0
 */
export type ModelSourceEvent =
  | { readonly type: 'swapped'; readonly from: ServedVersion | null; readonly to: ServedVersion }
  | { readonly type: 'failed'; readonly wanted: ServedVersion; readonly error: Error }

/**
 * What a server follows: the model of the moment.
 *
 * A new model takes the place of the old one by one assignment, after it was loaded whole and its golden rows came out right. A load that
 * fails is reported and retried; the old model stays.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface ModelSource<out M = Model<Readonly<Record<string, unknown>>, unknown, TaskKind>> extends AsyncDisposable {
  /** Version of this contract. */
  readonly specVersion: 1
  /** The model to answer with now, without waiting; nothing before the first is loaded and after closing. A request asks once. */
  current(): ServedModel<M> | undefined
  /** The first model, when it is loaded; rejects with the error when the first load fails, or with the signal's reason. */
  ready(options?: { readonly signal?: AbortSignal | undefined }): Promise<ServedModel<M>>
  /**
   * Calls the listener at every later event, after `current` has changed; returns how to stop. What a listener throws is not the source's
   * concern.
   */
  subscribe(listener: (event: ModelSourceEvent) => void): () => void
  /** Ability: looks for a change now rather than at the next poll. */
  refresh?(): Promise<void>
}
