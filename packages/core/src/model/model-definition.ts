import type { TaskKind } from '../contracts/trainer.ts'
import type { Provenance } from '../fit/fitted-features.ts'
import type { Graph } from '../graph/graph.ts'
import type { Json } from '../json/json.ts'
import type { ColumnSpec } from '../schema/column-spec.ts'
import type { TargetRecord } from './target-record.ts'

/**
 * The estimator behind a model, for people and lineage.
 *
 * @category Model
 * @since 0.1.0
 */
export interface EstimatorRecord {
  /** Name of the trainer: `logistic-regression`. */
  readonly kind: string
  /** What its factory was called with. */
  readonly params: Readonly<Record<string, Json>>
  /** Figures of the fit: iterations, standard errors. */
  readonly diagnostics: Readonly<Record<string, Json>>
  /** What a person should look at. */
  readonly warnings: readonly string[]
}

/**
 * Where a model comes from.
 *
 * @category Model
 * @since 0.1.0
 */
export interface Lineage {
  /** Digest and number of rows of the training data. */
  readonly data: { readonly digest: string; readonly rows: number } | null
  /** Digest of the feature spec: equal specs have equal digests. */
  readonly spec: string | null
  /** Commit of the code. */
  readonly commit: string | null
  /** The run that trained it. */
  readonly run: string | null
  /** The seed. */
  readonly seed: number | null
  /** Versions of Node and of packages, by name. */
  readonly environment: Readonly<Record<string, string>>
}

/**
 * Rows with the outputs that every execution must give.
 *
 * @category Model
 * @since 0.1.0
 */
export interface GoldenRow {
  /** The input row, as a request would send it. */
  readonly row: Readonly<Record<string, Json>>
  /** The outputs by name. */
  readonly outputs: Readonly<Record<string, number | string | null>>
}

/**
 * A model as plain data: all that is stored, and all that is needed to run it.
 *
 * @category Model
 * @since 0.1.0
 */
export interface ModelDefinition<Kind extends TaskKind = TaskKind> {
  /** Name of the model. */
  readonly name: string
  /** The columns that the graph reads. */
  readonly inputs: readonly ColumnSpec[]
  /** Columns that travel with a request, are validated and logged, and are never scored. */
  readonly monitored: readonly ColumnSpec[]
  /** What is predicted. */
  readonly target: TargetRecord<Kind>
  /** The type of the label: a category, number or boolean column; for `regression` that of the value, a number column. */
  readonly label: ColumnSpec
  /**
   * From columns to the outputs of the target's kind, and each feature as `feature:NAME`.
   *
   * - `binary`: `score`, `probability`, `label`, perhaps `decision` and `reason`.
   * - `multiclass`: `score:0`, `score:1`, … and `probability:0`, `probability:1`, … by class, the `label` and its `probability`.
   * - `regression`: `score`, which is the value before the link, and `value`.
   */
  readonly graph: Graph
  /** The estimator. */
  readonly estimator: EstimatorRecord
  /** What transforms and calibrators learnt. */
  readonly learned: readonly Provenance[]
  /** Where it comes from. */
  readonly lineage: Lineage
  /** Rows to check an execution with; at least one. */
  readonly golden: readonly GoldenRow[]
}

/**
 * Prefix of the graph's outputs that are features.
 *
 * @example
 * ```ts
 * import { featurePrefix } from '@millrace/core'
 *
 * featurePrefix // => 'feature:'
 * ```
 * @category Model
 * @since 0.1.0
 */
export const featurePrefix = 'feature:'

/**
 * An output that a model may have beside its features.
 *
 * @category Model
 * @since 0.1.0
 */
export type ModelOutput = 'score' | 'probability' | 'label' | 'decision' | 'reason' | 'value' | `score:${number}` | `probability:${number}`
