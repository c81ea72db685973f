import type { AnyEvidence } from '@millrace/core'
import type { RunValue } from '../runs/run-text.ts'

/**
 * How a model did on held-out rows: what `evaluate` of `@millrace/train` gives.
 *
 * @category Models
 * @since 0.1.0
 */
export interface RegisteredEvaluation {
  /** The metrics; those that are finite numbers become the version's, for gates to ask. */
  readonly metrics: object
  /** Intervals of metrics. */
  readonly intervals?: object | undefined
  /** The scored rows behind the metrics; without them no later version can be compared with this one. */
  readonly evidence?: AnyEvidence | undefined
}

/**
 * What is kept with a version.
 *
 * @category Models
 * @since 0.1.0
 */
export interface RegisterOptions {
  /** The run that made the model, or its id. @defaultValue the run of the model's lineage, where this registry has it */
  readonly run?: string | { readonly id: string } | undefined
  /** How it did; kept as `evaluation.json` and `evidence.json`. */
  readonly evaluation?: RegisteredEvaluation | undefined
  /** Profile of the training data for drift, as JSON; kept as `profile.json`. */
  readonly profile?: object | undefined
  /** More files, by relative path. */
  readonly files?: Readonly<Record<string, Uint8Array | string>> | undefined
  /** Text for people. */
  readonly description?: string | undefined
  /** Labels. */
  readonly tags?: Readonly<Record<string, RunValue>> | undefined
  /** Who registers it, for the audit. @defaultValue the registry's actor */
  readonly actor?: string | undefined
  /** Why, for the audit. */
  readonly reason?: string | undefined
}
