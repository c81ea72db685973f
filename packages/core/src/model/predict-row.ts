import { MillraceError } from '../errors/millrace-error.ts'
import { createMachine } from '../machine/machine.ts'
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

/** Runs single rows and gives the outputs as they leave the graph. */
export function createRowRunner(definition: ModelDefinition): (row: unknown, index?: number) => ReadonlyMap<ModelOutput, OutputReader> {
  const { graph, inputs, monitored } = definition
  const outputs = outputsOf(definition)
  const machine = createMachine(graph, outputs.map((output) => graph.outputs.get(output)!), 1)
  const columns = new Map(inputs.map((column) => [column.name, column]))
  const served = machine.inputs.names.map((name) => columns.get(name)!)
  const others = [...inputs.filter(({ name }) => !machine.inputs.names.includes(name)), ...monitored]
  const encode = createRowEncoder([...served, ...others])
  const readers = new Map(outputs.map((output) => [output, readerOf(output)]))

  function readerOf(output: ModelOutput): OutputReader {
    const index = graph.outputs.get(output)!
    const node = graph.nodes[index]!
    const register = machine.register(index)
    if (node.op === 'pick') return () => node.values[register[0]!] ?? null
    return () => (Number.isFinite(register[0]) ? register[0]! : null)
  }
  return (row, index) => {
    machine.inputs.setRow(encode(row, index))
    machine.runRow()
    return readers
  }
}

/** Scores single rows. */
export function createPredictor(definition: ModelDefinition): (row: unknown, index?: number) => Prediction {
  const run = createRowRunner(definition)
  const { label } = definition
  return (row, index) => {
    const read = run(row, index)
    const score = read.get('score')!()
    const probability = read.get('probability')!()
    const labelled = read.get('label')!()
    if (score === null || probability === null || labelled === null) throw scoreNull(index)
    const decision = read.get('decision')?.()
    const reason = read.get('reason')?.()
    return {
      score: score as number,
      probability: probability as number,
      label: fromPhysical(label, labelled),
      ...(decision == null ? {} : { decision: decision as string }),
      ...(reason == null ? {} : { reason: reason as string }),
    }
  }
}

function scoreNull(index: number | undefined): MillraceError {
  return new MillraceError({
    code: 'E_SCORE_NULL',
    message: `${index === undefined ? 'the row' : `row ${index}`} has no score: its values are so large that the model's arithmetic overflows`,
    details: index === undefined ? {} : { row: index },
  })
}
