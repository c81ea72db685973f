import { type Graph, type GraphNode, runGraph } from '@millrace/core'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { duckdbEngine } from './duckdb-engine.ts'
import type { DuckdbEngine } from './engine-contract.ts'
import { expectSameColumns } from './test-support/expect-same-columns.ts'
import { nastyNumbers, nastyStrings, nastyTable } from './test-support/nasty-table.ts'

const table = nastyTable()
let engine: DuckdbEngine

beforeAll(async () => {
  engine = await duckdbEngine(table)
})
afterAll(() => engine.close())

const columns: readonly GraphNode[] = [
  { op: 'column', name: 'n1', type: 'number' },
  { op: 'column', name: 'y "quoted"', type: 'number' },
  { op: 'column', name: 's', type: 'string' },
]
const number = fc
  .oneof(fc.constantFrom(...nastyNumbers), fc.double(), fc.integer({ min: -5, max: 5 }))
  .filter((value) => Math.abs(value) !== Number.POSITIVE_INFINITY)
const finite = number.filter((value) => !Number.isNaN(value))
const increasing = fc.uniqueArray(finite, { maxLength: 9, comparator: (a, b) => a === b }).map((edges) => Float64Array.from(edges).sort())
const texts = fc.uniqueArray(fc.oneof(fc.constantFrom(...nastyStrings.filter((text) => text !== null)), fc.string({ unit: 'binary' })), {
  maxLength: 8,
})

/** A node over the ones before it; an argument is a share of them, so that shrinking keeps it valid. */
const step = fc.oneof(
  fc.record({ op: fc.constantFrom('not', 'isNull', 'floor', 'abs', 'sqrt'), args: fc.tuple(fc.nat()) }),
  fc.record({
    op: fc.constantFrom('add', 'sub', 'mul', 'div', 'min', 'max', 'lt', 'le', 'eq', 'and', 'or', 'coalesce'),
    args: fc.tuple(fc.nat(), fc.nat()),
  }),
  fc.record({ op: fc.constant('when'), args: fc.tuple(fc.nat(), fc.nat(), fc.nat()) }),
  fc.record({ op: fc.constant('const'), value: number }),
  fc.record({ op: fc.constant('bucket'), args: fc.tuple(fc.nat()), edges: increasing }),
  fc.tuple(texts, fc.array(number, { minLength: 8, maxLength: 8 }), number, number).map(([keys, values, other, missing]) => ({
    op: 'lookup',
    args: 'string',
    keys,
    values: Float64Array.from(keys, (_, i) => values[i]!),
    other,
    missing,
  })),
  fc.tuple(fc.array(fc.tuple(fc.nat(), finite), { maxLength: 5 }), finite).map(([terms, intercept]) => ({
    op: 'linear',
    args: terms.map(([argument]) => argument),
    weights: Float64Array.from(terms, ([, weight]) => weight),
    intercept,
    means: new Float64Array(terms.length),
  })),
)

function graphOf(steps: readonly { readonly op: string; readonly args?: string | readonly number[] }[], last: GraphNode | null): Graph {
  const nodes: GraphNode[] = [...columns]
  const numbers = [0, 1]
  for (const given of steps) {
    const { args } = given
    const placed = Array.isArray(args) ? args.map((share: number) => numbers[share % numbers.length]!) : args === 'string' ? [2] : undefined
    numbers.push(nodes.push((placed === undefined ? given : { ...given, args: placed }) as unknown as GraphNode) - 1)
  }
  const outputs: [string, number][] = numbers.map((index) => [`output ${index}`, index])
  if (last !== null) for (const index of numbers) outputs.push([`${last.op} ${index}`, nodes.push({ ...last, args: [index] } as never) - 1])
  return { nodes, outputs: new Map(last === null ? outputs.slice(-3) : outputs.slice(numbers.length)) }
}

test('graphs of exact operations give the same bits', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      const graph = graphOf(steps, null)
      expectSameColumns(await engine.run(graph), runGraph(graph, table))
    }),
    { numRuns: 150, seed: 7 },
  )
}, 60_000)

test('a logarithm, exponential or pick of them is the same within its bound', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 8 }),
      fc.constantFrom<GraphNode[]>(
        { op: 'log', args: [0] },
        { op: 'exp', args: [0] },
        { op: 'pick', args: [0], values: ['', 'null', 'é'] },
      ),
      async (steps, last) => {
        const graph = graphOf(steps, last)
        expectSameColumns(await engine.run(graph), runGraph(graph, table), 'ulp')
      },
    ),
    { numRuns: 60, seed: 7 },
  )
  expect.hasAssertions()
}, 60_000)
