import type { TaskKind } from '../contracts/trainer.ts'
import type { Register } from '../machine/compile-graph.ts'
import type { ModelDefinition } from './model-definition.ts'
import type { PredictionOf } from './prediction.ts'

/** Reads one output of the row that just ran; null where it is null or infinite. */
export type OutputReader = () => number | string | null

/** Reads an output that the model has not. */
export const absent: OutputReader = () => null

/** Runs single rows. */
export interface RowRunner {
  /** Readers of the outputs, good until the next row. */
  readonly outputs: ReadonlyMap<string, OutputReader>
  /** Registers of the further nodes, in their order, good until the next row. */
  readonly further: readonly Register[]
  /** Checks a row and runs it; `index` is its place among several. */
  run(row: unknown, index?: number): void
}

/** Scores single rows; `index` is a row's place among several. */
export type Predictor<Kind extends TaskKind = TaskKind> = (row: unknown, index?: number) => PredictionOf<unknown, Kind>

/** Makes a predictor of a runner. */
export type MakePredictor<Kind extends TaskKind> = (definition: ModelDefinition<Kind>, runner: RowRunner) => Predictor<Kind>
