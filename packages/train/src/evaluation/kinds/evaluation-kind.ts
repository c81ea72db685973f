import type { ClassLabel, EvidenceOf, Model, Table, TargetRecord, TaskKind } from '@millrace/core'
import type {
  BinaryMetricName,
  BinaryMetrics,
  BootstrapInterval,
  MulticlassMetricName,
  MulticlassMetrics,
  RegressionMetricName,
  RegressionMetrics,
} from '@millrace/core/metrics'
import type { ScoredOf } from '../scored-rows.ts'

/**
 * The metrics of several classes, with their names.
 *
 * @category Evaluation
 * @since 0.1.0
 */
export interface NamedMulticlassMetrics extends MulticlassMetrics {
  /** The classes in the order of `classes` and `confusion`. */
  readonly labels: readonly ClassLabel[]
}

/** What is measured, by kind of target. */
interface MetricKinds {
  readonly binary: { readonly name: BinaryMetricName; readonly metrics: BinaryMetrics }
  readonly multiclass: { readonly name: MulticlassMetricName; readonly metrics: NamedMulticlassMetrics }
  readonly regression: { readonly name: RegressionMetricName; readonly metrics: RegressionMetrics }
}

/**
 * Name of a metric of models of the kind.
 *
 * @category Evaluation
 * @since 0.1.0
 */
export type MetricNameOf<Kind extends TaskKind> = MetricKinds[Kind]['name']

/**
 * The metrics of a model of the kind.
 *
 * @category Evaluation
 * @since 0.1.0
 */
export type MetricsOf<Kind extends TaskKind> = MetricKinds[Kind]['metrics']

/** What is drawn for an interval, and what of it is measured. */
export interface IntervalOptions<Kind extends TaskKind> {
  readonly metric: MetricNameOf<Kind>
  readonly seed: number
  readonly rounds: number
  readonly confidence: number
  readonly quantile?: number | undefined
}

/** How models of a kind are measured. */
export interface EvaluationKind<Kind extends TaskKind> {
  /** Metrics that are summarised over folds. */
  readonly names: readonly MetricNameOf<Kind>[]
  /** Metrics that get an interval unless others are asked for. */
  readonly usual: readonly MetricNameOf<Kind>[]
  /** Scores a table. */
  score(model: Model<never, unknown, Kind>, table: Table, weight: Float64Array | undefined): ScoredOf<Kind>
  /** Measures scored rows. */
  metrics(scored: ScoredOf<Kind>, target: TargetRecord<Kind>, options: { readonly quantile?: number | undefined }): MetricsOf<Kind>
  /** Draws scored rows again. */
  interval(scored: ScoredOf<Kind>, target: TargetRecord<Kind>, options: IntervalOptions<Kind>): BootstrapInterval
  /** What is kept of scored rows, besides their digests and weights. */
  evidence(scored: ScoredOf<Kind>, target: TargetRecord<Kind>): Omit<EvidenceOf<Kind>, 'row' | 'weight'>
}

/** Numbers as plain data. */
export const numbers = (values: ArrayLike<number>): readonly number[] => Object.freeze(Array.from(values))
