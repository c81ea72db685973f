import { columnsRead } from '../graph/graph.ts'
import { isText } from '../schema/column-spec.ts'
import { type ModelDefinition, modelOutputs } from './model-definition.ts'

const labelTypes = { string: 'string', category: 'string', boolean: 'boolean', number: 'number', integer: 'number' } as const

/** What is wrong with a definition whose parts are well-formed: the columns it reads, its outputs, its label; or null. */
export function checkDefinition(definition: ModelDefinition): string | null {
  return columnFault(definition) ?? outputFault(definition) ?? labelFault(definition)
}

function columnFault({ graph, inputs, monitored }: ModelDefinition): string | null {
  const declared = new Set([...inputs, ...monitored].map(({ name }) => name))
  if (declared.size < inputs.length + monitored.length) return 'a column is declared twice'
  const known = new Map(inputs.map((column) => [column.name, column]))
  const unknown = columnsRead(graph.nodes, graph.outputs.values()).find((name) => !known.has(name))
  if (unknown !== undefined) return `the graph reads '${unknown}', which is no input`
  for (const node of graph.nodes) {
    const column = node.op === 'column' ? known.get(node.name) : undefined
    if (node.op === 'column' && column !== undefined && isText(column.kind) !== (node.type === 'string'))
      return `the graph reads '${node.name}' as a ${node.type}, but it is of kind ${column.kind}`
  }
  return null
}

function outputFault({ graph, label, golden }: ModelDefinition): string | null {
  if (golden.length === 0) return 'there is no golden row'
  const missing = ['score', 'probability', 'label'].find((required) => !graph.outputs.has(required))
  if (missing !== undefined) return `the graph has no output '${missing}'`
  for (const output of modelOutputs) {
    const index = graph.outputs.get(output)
    if (index === undefined) continue
    const text = graph.nodes[index]!.op === 'pick'
    const expected = output === 'label' ? isText(label.kind) : output === 'decision' || output === 'reason'
    if (text !== expected) return `the output '${output}' is a ${text ? 'string' : 'number'}`
  }
  return null
}

function labelFault({ label, target: { positive, negative } }: ModelDefinition): string | null {
  const type = label.kind === 'day' || label.kind === 'instant' ? null : labelTypes[label.kind]
  if (type === null) return `the label is of kind ${label.kind}; it is a string, a number or a boolean`
  return typeof positive === type && typeof negative === type ? null : `the labels of the target are not of kind ${label.kind}`
}
