import type { Prediction } from '../model/prediction.ts'
import type { WorkOptions } from '../progress/progress.ts'
import type { Schema } from '../schema/schema.ts'

/**
 * A model that is not a graph: it answers rows, and nothing more is known of it.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface OpaqueModel<In = Readonly<Record<string, unknown>>, out Label = unknown> extends AsyncDisposable {
  /** Name of the model. */
  readonly name: string
  /** The columns that rows must have; the caller has checked them. */
  readonly inputs: Schema
  /** The columns that are validated and logged beside them, and never scored. */
  readonly monitored: Schema
  /** Scores rows, in order; rejects as a whole with a `MillraceError`, or with the signal's reason. */
  predict(rows: readonly In[], options?: WorkOptions): Promise<readonly Prediction<Label>[]>
}

/**
 * Loads models that are not graphs, which a program gives to a server by name; no folder can bring its own loader.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface Loadable<In = Readonly<Record<string, unknown>>, out Label = unknown> {
  /** Version of this contract. */
  readonly specVersion: 1
  /** The kind of model folder that it loads, as the folder's manifest names it. */
  readonly kind: string
  /**
   * Loads a folder whose digests were checked, and whose content may still come from anyone.
   *
   * Rejects with `MillraceError` `E_MODEL_INVALID` when it is not of this kind or is damaged, and with the signal's reason; what was opened
   * is freed then.
   */
  load(folder: string, options?: WorkOptions): Promise<OpaqueModel<In, Label>>
}
