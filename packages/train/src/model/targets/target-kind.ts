import type { ColumnSpec, Expr, FittedEstimator, Schema, Table, TargetRecord, Task, TaskKind } from '@millrace/core'
import type { TargetSpec } from '../target.ts'

/** The target of training rows. */
export interface ReadTarget<Kind extends TaskKind = TaskKind> {
  /** As trainers take it. */
  readonly values: Float64Array
  /** What is to be learnt. */
  readonly task: Task
  /** What the model keeps of it. */
  readonly record: TargetRecord<Kind>
  /** The type of the answer. */
  readonly label: ColumnSpec
}

/** What a kind of target makes of training. */
export interface TargetKind<Kind extends TaskKind> {
  /** What the numbers of estimators may be. */
  readonly scales: readonly FittedEstimator['scale'][]
  /** Reads the target to learn from; rows of weight 0 do not count. */
  read(table: Table, target: TargetSpec<Kind>, weights: Float64Array | undefined): ReadTarget<Kind>
  /** The target with what its rows settled, so that other rows are read alike. */
  settle(target: TargetSpec<Kind>, record: TargetRecord<Kind>): TargetSpec<Kind>
  /** Reads the target of rows to measure a model on, as trainers take it. */
  readKnown(table: Table, target: TargetRecord<Kind>): Float64Array
  /** The target as the number that transforms learn from; absent where it is not one. */
  expression(schema: Schema, target: TargetSpec<Kind>): Expr<number | boolean> | undefined
  /** The outputs of the model's graph, from those of the estimator's nodes. */
  outputs(
    nodes: readonly Expr<number>[],
    scale: FittedEstimator['scale'],
    target: TargetRecord<Kind>,
  ): Readonly<Record<string, Expr<string | number | boolean | null>>>
}
