import type { TaskKind } from '../../contracts/trainer.ts'
import type { JsonReader } from '../../json/read-json.ts'
import type { ColumnSpec } from '../../schema/column-spec.ts'
import type { MakePredictor } from '../row-runner.ts'
import type { TargetRecord } from '../target-record.ts'

/** What a kind of target makes of a model. */
export interface ModelKind<Kind extends TaskKind> {
  /** Reads a stored target. */
  readonly target: JsonReader<TargetRecord<Kind>>
  /** The output whose type the definition's `label` is. */
  readonly answer: 'label' | 'value'
  /** Names of the outputs that the graph must have, in order. */
  outputs(target: TargetRecord<Kind>): readonly string[]
  /** Names of those that it may have besides. */
  readonly optional: readonly string[]
  /** The outputs of which none may be null where a row is scored. */
  scores(target: TargetRecord<Kind>): readonly string[]
  /** What is wrong with a target and the type of the answer, or null. */
  fault(target: TargetRecord<Kind>, label: ColumnSpec): string | null
  /** Scores single rows. */
  readonly createPredictor: MakePredictor<Kind>
}
