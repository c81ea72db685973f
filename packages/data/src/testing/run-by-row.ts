import { type Column, createMachine, type Graph, type PhysicalValue, type Table } from '@millrace/core'
import { columnOf } from '../internal/column-of.ts'

/** Runs a graph row after row, as a server does, and gathers the outputs into columns. */
export function runByRow(graph: Graph, table: Table): ReadonlyMap<string, Column> {
  const machine = createMachine(graph, graph.outputs.values(), { blockSize: 1 })
  const inputs = machine.names.map((name) => columnOf(table, name))
  const outputs = [...graph.outputs].map(([name, node]) => ({
    name,
    register: machine.register(node),
    column: emptyColumn(graph, node, table.rowCount),
  }))
  for (let row = 0; row < table.rowCount; row++) {
    machine.runRow(inputs.map((column) => physicalValue(column, row)))
    for (const { register, column } of outputs) {
      if (column.type === 'string') column.codes[row] = register[0]!
      else column.values[row] = Number.isFinite(register[0]) ? register[0]! : Number.NaN
    }
  }
  return new Map(outputs.map(({ name, column }) => [name, column]))
}

function emptyColumn({ nodes }: Graph, index: number, rowCount: number): Column {
  const node = nodes[index]!
  if (node.op === 'pick') return { type: 'string', codes: new Int32Array(rowCount), dictionary: node.values }
  return { type: 'number', values: new Float64Array(rowCount) }
}

function physicalValue(column: Column, row: number): PhysicalValue {
  return column.type === 'number' ? column.values[row]! : (column.dictionary[column.codes[row]!] ?? null)
}
