import { type Graph, type GraphNode, runGraph, schemaOf, Table } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { onnxTestEngine } from '../../src/onnx/testing/onnx-test-engine.ts'
import { differences } from './compare.ts'
import { runtime } from './runtime.ts'

const columns: readonly GraphNode[] = ['x', 'y', 'z'].map((name) => ({ op: 'column', name, type: 'number' }))
const unary = ['not', 'isNull', 'floor', 'abs', 'sqrt'] as const
const binary = ['add', 'sub', 'mul', 'div', 'min', 'max', 'lt', 'le', 'eq', 'and', 'or', 'coalesce'] as const
const numbers = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 2, 0.5, 5e-324, -5e-324, 1 + 2 ** -40, 1e-300, 1e308, -1e308, Number.NaN),
  fc.double({ noDefaultInfinity: true }),
)

/** A node over the `length` nodes before it. */
function nodeAfter(length: number): fc.Arbitrary<GraphNode> {
  const argument = fc.nat({ max: length - 1 })
  const args = (count: number) => fc.array(argument, { minLength: count, maxLength: count }) as unknown as fc.Arbitrary<never>
  const edges = fc.uniqueArray(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 9 }).map((values) => {
    const sorted = [...new Set(values.map((value) => value + 0))].sort((a, b) => a - b)
    return Float64Array.from(sorted)
  })
  return fc.oneof(
    fc.record({ op: fc.constant('const' as const), value: numbers }),
    fc.record({ op: fc.constantFrom(...unary), args: args(1) }),
    fc.record({ op: fc.constantFrom(...binary), args: args(2) }),
    fc.record({ op: fc.constant('when' as const), args: args(3) }),
    fc.record({ op: fc.constant('bucket' as const), args: args(1), edges }),
    fc.record({
      op: fc.constant('linear' as const),
      args: args(2),
      weights: fc.tuple(numbers, numbers).map((pair) => Float64Array.from(pair.map((value) => value || 0))),
      intercept: fc.double({ noNaN: true, noDefaultInfinity: true }),
      means: fc.constant(new Float64Array(2)),
    }),
  )
}

/** Every node is an output, and one string. */
const graphs: fc.Arbitrary<Graph> = fc.tuple(...Array.from({ length: 12 }, (_, i) => nodeAfter(columns.length + i))).map((computed) => {
  const nodes: GraphNode[] = [...columns, ...computed, { op: 'pick', args: [columns.length + 11], values: ['no', '', 'yes'] }]
  return { nodes, outputs: new Map(nodes.map((_, index) => [`score ${index}`, index])) }
})

describe.skipIf(typeof runtime === 'string')('any graph of exact operations', () => {
  test('gives in ONNX the bits that it gives in the machine', async () => {
    const engine = onnxTestEngine(runtime)
    const rows = fc.array(fc.tuple(numbers, numbers, numbers), { maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(graphs, rows, async (graph, values) => {
        const table = new Table(
          schemaOf(z.object({ x: z.number().nullable(), y: z.number().nullable(), z: z.number().nullable() })),
          new Map(
            ['x', 'y', 'z'].map((name, i) => [name, { type: 'number' as const, values: Float64Array.from(values, (row) => row[i]!) }]),
          ),
        )
        expect(differences(await engine.run(graph, table as never), runGraph(graph, table as never))).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})
