import type { TaskKind } from '../contracts/trainer.ts'
import { createMachine } from '../machine/machine.ts'
import { readOutput } from '../machine/read-output.ts'
import type { ColumnSpec } from '../schema/column-spec.ts'
import { createRowEncoder } from './encode-row.ts'
import { kindOf } from './kinds/kinds.ts'
import type { ModelDefinition, ModelOutput } from './model-definition.ts'
import type { OutputReader, Predictor, RowRunner } from './row-runner.ts'

/** The outputs of a prediction that the model has. */
export function outputsOf({ graph, target }: ModelDefinition): readonly ModelOutput[] {
  const { outputs, optional } = kindOf(target)
  return [...outputs(target), ...optional].filter((output): output is ModelOutput => graph.outputs.has(output))
}

/** The columns of a row: those that a machine reads in its order, then the others, which are checked alone. */
function rowColumns({ inputs, monitored }: ModelDefinition, read: readonly string[]): readonly ColumnSpec[] {
  const columns = new Map([...inputs, ...monitored].map((column) => [column.name, column]))
  const others = [...columns.keys()].filter((name) => !read.includes(name))
  return [...read, ...others].map((name) => columns.get(name)!)
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

/** Scores single rows. */
export function createPredictor<Kind extends TaskKind>(definition: ModelDefinition<Kind>, runner: RowRunner): Predictor<Kind> {
  return kindOf<Kind>(definition.target).createPredictor(definition, runner)
}
