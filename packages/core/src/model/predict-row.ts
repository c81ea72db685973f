import { MillraceError } from '../errors/millrace-error.ts'
import type { Register } from '../machine/compile-graph.ts'
import { createMachine } from '../machine/machine.ts'
import { readOutput } from '../machine/read-output.ts'
import type { ColumnSpec } from '../schema/column-spec.ts'
import { fromPhysical } from '../schema/physical-value.ts'
import { createRowEncoder } from './encode-row.ts'
import { type ModelDefinition, type ModelOutput, modelOutputs } from './model-definition.ts'
import type { Prediction } from './prediction.ts'

/** Reads one output of the row that just ran; null where it is null or infinite. */
export type OutputReader = () => number | string | null

/** The outputs of a prediction that the model has. */
export function outputsOf({ graph }: ModelDefinition): readonly ModelOutput[] {
  return modelOutputs.filter((output) => graph.outputs.has(output))
}

/** The columns of a row: those that a machine reads in its order, then the others, which are checked alone. */
function rowColumns({ inputs, monitored }: ModelDefinition, read: readonly string[]): readonly ColumnSpec[] {
  const columns = new Map([...inputs, ...monitored].map((column) => [column.name, column]))
  const others = [...columns.keys()].filter((name) => !read.includes(name))
  return [...read, ...others].map((name) => columns.get(name)!)
}

/** Runs single rows. */
export interface RowRunner {
  /** Readers of the outputs, good until the next row. */
  readonly outputs: ReadonlyMap<ModelOutput, OutputReader>
  /** Registers of the further nodes, in their order, good until the next row. */
  readonly further: readonly Register[]
  /** Checks a row and runs it; `index` is its place among several. */
  run(row: unknown, index?: number): void
}

/** Makes a machine for single rows, which keeps further nodes besides the outputs if it is asked to. */
export function createRowRunner(definition: ModelDefinition, further: readonly number[] = []): RowRunner {
  const { graph } = definition
  const nodes = new Map(outputsOf(definition).map((output) => [output, graph.outputs.get(output)!]))
  const machine = createMachine(graph, [...nodes.values(), ...further], { blockSize: 1 })
  const encode = createRowEncoder(rowColumns(definition, machine.names))
  const readerOf = (index: number): OutputReader => {
    const node = graph.nodes[index]!
    const register = machine.register(index)
    return () => readOutput(node, register)
  }
  return {
    outputs: new Map(Array.from(nodes, ([output, index]) => [output, readerOf(index)])),
    further: further.map(machine.register),
    run: (row, index) => machine.runRow(encode(row, index)),
  }
}

const absent: OutputReader = () => null

/** Scores single rows. */
export function createPredictor({ label }: ModelDefinition, { outputs, run }: RowRunner): (row: unknown, index?: number) => Prediction {
  const reader = (output: ModelOutput) => outputs.get(output) ?? absent
  const [readScore, readProbability, readLabel] = [reader('score'), reader('probability'), reader('label')]
  const [readDecision, readReason] = [reader('decision'), reader('reason')]
  return (row, index) => {
    run(row, index)
    const score = readScore() as number | null
    const probability = readProbability() as number | null
    const labelled = readLabel()
    if (score === null || probability === null || labelled === null) throw scoreNull(index)
    const prediction: { -readonly [K in keyof Prediction]: Prediction[K] } = { score, probability, label: fromPhysical(label, labelled) }
    const decision = readDecision() as string | null
    const reason = readReason() as string | null
    if (decision !== null) prediction.decision = decision
    if (reason !== null) prediction.reason = reason
    return prediction
  }
}

/** The error for a row whose score is null. */
function scoreNull(index?: number): MillraceError {
  return new MillraceError({
    code: 'E_SCORE_NULL',
    message: `${index === undefined ? 'the row' : `row ${index}`} has no score: its values are so large that the model's arithmetic overflows`,
    details: index === undefined ? {} : { row: index },
  })
}
