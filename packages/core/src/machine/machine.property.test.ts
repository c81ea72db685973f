import fc from 'fast-check'
import { expect, it } from 'vitest'
import { interpret } from '../../test/support/interpret.ts'
import { graphs, physicalAt, type Rows, rows } from '../../test/support/random-graph.ts'
import type { Graph } from '../graph/graph.ts'
import { graphToJson } from '../graph/graph-json.ts'
import { loadGraph } from '../graph/load-graph.ts'
import { createMachine, runGraph } from './machine.ts'

/** The outputs of every row, read from blocks of some length. */
function inBlocks(graph: Graph, source: Rows, blockSize: number): (number | string | null)[][] {
  const machine = createMachine(graph, graph.outputs.values(), { blockSize })
  const found: (number | string | null)[][] = []
  machine.runBlocks(source, (_, count) => {
    for (let i = 0; i < count; i++) found.push(readOutputs(graph, machine, i))
  })
  return found
}

function readOutputs(graph: Graph, machine: ReturnType<typeof createMachine>, at: number): (number | string | null)[] {
  return Array.from(graph.outputs.values(), (index) => {
    const node = graph.nodes[index]!
    const value = machine.register(index)[at]!
    return node.op === 'pick' ? (node.values[value] ?? null) : value
  })
}

/** The outputs of every row, each run alone. */
function inRows(graph: Graph, source: Rows): (number | string | null)[][] {
  const machine = createMachine(graph, graph.outputs.values(), { blockSize: 1 })
  return Array.from({ length: source.rowCount }, (_, row) => {
    machine.runRow(machine.names.map((name) => physicalAt(source.column(name), row)))
    return readOutputs(graph, machine, 0)
  })
}

it('a row has the bits of its columns, whatever the blocks', () => {
  fc.assert(
    fc.property(graphs, rows(12), fc.integer({ min: 1, max: 6 }), (graph, source, blockSize) => {
      // toEqual tells -0 from 0, and takes NaN for NaN.
      expect(inRows(graph, source)).toEqual(inBlocks(graph, source, blockSize))
    }),
    { numRuns: 400 },
  )
})

it('a machine computes what the operations are documented to do', () => {
  const plain = (value: number | string | null) =>
    typeof value === 'string' ? value : value === null || Number.isNaN(value) ? null : value + 0
  fc.assert(
    fc.property(graphs, rows(6), (graph, source) => {
      const expected = Array.from({ length: source.rowCount }, (_, row) => {
        const values = interpret(graph, source, row)
        return Array.from(graph.outputs.values(), (index) => plain(values[index]!))
      })
      expect(inBlocks(graph, source, 4).map((row) => row.map(plain))).toEqual(expected)
    }),
    { numRuns: 600 },
  )
})

it('a graph that went through JSON computes the same bits', () => {
  fc.assert(
    fc.property(graphs, rows(6), (graph, source) => {
      const { json, arrays } = graphToJson(graph)
      const loaded = loadGraph({ json: JSON.parse(JSON.stringify(json)), arrays })
      expect(runGraph(loaded, source)).toEqual(runGraph(graph, source))
    }),
    { numRuns: 200 },
  )
})
