import { columnsRead } from '../graph/graph.ts'
import { isText } from '../schema/column-spec.ts'
import { kindOf } from './kinds/kinds.ts'
import type { ModelDefinition } from './model-definition.ts'
import { outputsOf } from './predict-row.ts'
import { outputColumn } from './predict-table.ts'

/** What is wrong with a definition whose parts are well-formed: the columns it reads, its outputs, its label; or null. */
export function checkDefinition(definition: ModelDefinition): string | null {
  return columnFault(definition) ?? outputFault(definition) ?? kindOf(definition.target).fault(definition.target, definition.label)
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

function outputFault(definition: ModelDefinition): string | null {
  const { graph, golden, target } = definition
  if (golden.length === 0) return 'there is no golden row'
  const missing = kindOf(target)
    .outputs(target)
    .find((required) => !graph.outputs.has(required))
  if (missing !== undefined) return `the graph has no output '${missing}'`
  for (const output of outputsOf(definition)) {
    const text = graph.nodes[graph.outputs.get(output)!]!.op === 'pick'
    if (text !== isText(outputColumn(output, definition).kind)) return `the output '${output}' is a ${text ? 'string' : 'number'}`
  }
  return null
}
