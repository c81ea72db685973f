import { describe, expect, it } from 'vitest'
import { failure } from '../../test/support/failure.ts'
import type { Graph, GraphNode } from '../graph/graph.ts'
import type { Column } from '../table/column.ts'
import { createMachine, runGraph } from './machine.ts'

const x = { op: 'column', name: 'x', type: 'number' } as const
const s = { op: 'column', name: 's', type: 'string' } as const
const graph = (nodes: readonly GraphNode[], ...outputs: readonly number[]): Graph => ({
  nodes,
  outputs: new Map(outputs.map((node) => [`o${node}`, node])),
})
const numbers = (values: Iterable<number>): Column => ({ type: 'number', values: Float64Array.from(values) })
const source = (columns: Readonly<Record<string, Column>>, rowCount: number) => ({ rowCount, column: (name: string) => columns[name]! })

describe('blocks', () => {
  it.each([0, 1, 1023, 1024, 1025, 2048, 3000])('of 1024 rows cover %d rows', (rowCount) => {
    const values = Array.from({ length: rowCount }, (_, i) => i)
    const double = graph([x, { op: 'add', args: [0, 0] }], 1)
    expect(runGraph(double, source({ x: numbers(values) }, rowCount)).get('o1')).toEqual(numbers(values.map((value) => value * 2)))
  })

  it('are told where they start and how many rows they hold', () => {
    const machine = createMachine(graph([x]), [0])
    const visits: [number, number, number][] = []
    const values = Array.from({ length: 2_050 }, (_, i) => i)
    machine.runBlocks(source({ x: numbers(values) }, 2_050), (start, count) => visits.push([start, count, machine.register(0)[0]!]))
    expect(visits).toEqual([
      [0, 1024, 0],
      [1024, 1024, 1024],
      [2048, 2, 2048],
    ])
  })

  it('are short where a graph has very many registers', () => {
    const many: GraphNode[] = [x, ...Array.from({ length: 20_000 }, (_, i) => ({ op: 'const', value: i }) as const)]
    const machine = createMachine({ nodes: many }, many.keys())
    expect(machine.register(1)).toHaveLength(419)
    const counts: number[] = []
    machine.runBlocks(source({ x: numbers(new Float64Array(1_000)) }, 1_000), (_, count) => counts.push(count))
    expect(counts).toEqual([419, 419, 162])
  })
})

describe('registers', () => {
  it('are used again when their last reader has run, and never before', () => {
    // A chain in which each node reads the one before and the first; 40 nodes live in four registers.
    const chain: GraphNode[] = [x, { op: 'add', args: [0, 0] }]
    while (chain.length < 40) chain.push({ op: 'sub', args: [chain.length - 1, 0] })
    const values = [1, 2, 5]
    const expected = values.map((value) => 2 * value - 38 * value)
    expect(runGraph(graph(chain, 39), source({ x: numbers(values) }, 3)).get('o39')).toEqual(numbers(expected))
  })

  it('of kept nodes hold until the next run', () => {
    const nodes: GraphNode[] = [x, { op: 'abs', args: [0] }, { op: 'floor', args: [1] }, { op: 'add', args: [2, 1] }]
    const machine = createMachine({ nodes }, [0, 1, 2, 3], { blockSize: 1 })
    machine.runRow([-1.5])
    expect([0, 1, 2, 3].map((node) => machine.register(node)[0])).toEqual([-1.5, 1.5, 1, 2.5])
    expect(new Set([0, 1, 2, 3].map((node) => machine.register(node))).size).toBe(4)
  })

  it('of nodes that were not kept cannot be read', () => {
    const machine = createMachine({ nodes: [x, { op: 'abs', args: [0] }] }, [1])
    expect(() => machine.register(0)).toThrow(new RangeError('node 0 was not kept'))
    expect(() => machine.register(7)).toThrow(RangeError)
  })
})

it('only what the kept nodes rest on is read', () => {
  const nodes: GraphNode[] = [x, s, { op: 'column', name: 'unused', type: 'number' }, { op: 'isNull', args: [0] }]
  expect(createMachine({ nodes }, [3]).names).toEqual(['x'])
})

it('a row and a table may alternate', () => {
  const machine = createMachine({ nodes: [x, { op: 'add', args: [0, 0] }] }, [1])
  machine.runRow([1])
  expect(machine.register(1)[0]).toBe(2)
  machine.runBlocks(source({ x: numbers([5]) }, 1), () => expect(machine.register(1)[0]).toBe(10))
  machine.runRow([2])
  expect(machine.register(1)[0]).toBe(4)
})

describe('strings', () => {
  const lookup = (keys: readonly string[], values: readonly number[], other = -1, missing = -2): GraphNode => ({
    op: 'lookup',
    args: [0],
    keys,
    values: Float64Array.from(values),
    other,
    missing,
  })
  const words = { type: 'string', codes: Int32Array.of(0, 1, 2, -1), dictionary: ['b', 'a', 'c'] } as const

  it('are looked up by what they are, not by their code in the table', () => {
    const nodes = [s, lookup(['a', 'b'], [1, 2]), lookup(['c', 'a'], [30, 10])]
    const found = runGraph(graph(nodes, 1, 2), source({ s: words }, 4))
    expect([...found.values()]).toEqual([numbers([2, 1, -1, -2]), numbers([-1, 10, 30, -2])])
  })

  it('are looked up alike where the tables would be too large', () => {
    // 3,000 lookups of 3,000 keys: nine million numbers, more than tables may hold together.
    const nodes: GraphNode[] = [s, ...Array.from({ length: 3_000 }, (_, i) => lookup([`k${i}`], [i]))]
    const at = [1, 2_999, 3_000]
    nodes.push({ op: 'add', args: [3_000, 1] })
    const column = { type: 'string', codes: Int32Array.of(0, 1, 2, -1), dictionary: ['k0', 'k2999', 'no key'] } as const
    const found = runGraph(graph(nodes, ...at, 3_001), source({ s: column }, 4))
    expect([...found.values()]).toEqual([
      numbers([0, -1, -1, -2]),
      numbers([-1, -1, -1, -2]),
      numbers([-1, 2_999, -1, -2]),
      numbers([-1, 2_998, -2, -4]),
    ])
  })

  it('that two columns hold are not mixed up', () => {
    const t = { op: 'column', name: 't', type: 'string' } as const
    const onT = { ...(lookup(['a'], [5]) as Extract<GraphNode, { op: 'lookup' }>), args: [1] } as const
    const nodes: GraphNode[] = [s, t, lookup(['a'], [1]), onT, { op: 'add', args: [2, 3] }, { op: 'eq', args: [2, 3] }]
    const other = { type: 'string', codes: Int32Array.of(0, 0, 1, 1), dictionary: ['a', 'b'] } as const
    const found = runGraph(graph(nodes, 4, 5), source({ s: words, t: other }, 4))
    expect([...found.values()]).toEqual([numbers([4, 6, -2, -3]), numbers([0, 0, 1, 0])])
  })

  it('leave a graph through pick alone', () => {
    const { code, message } = failure(() => runGraph(graph([s], 0), source({ s: words }, 4)))
    expect([code, message]).toEqual(['E_GRAPH_INVALID', "the output 'o0' is a string column; strings leave a graph through 'pick' alone"])
    const picked = runGraph(
      graph([x, { op: 'pick', args: [0], values: ['no', 'yes'] }], 1),
      source({ x: numbers([1, 0, 7, Number.NaN]) }, 4),
    )
    expect(picked.get('o1')).toEqual({ type: 'string', codes: Int32Array.of(1, 0, -1, -1), dictionary: ['no', 'yes'] })
  })
})

it('infinity is null at an output, and a number on the way there', () => {
  const nodes: GraphNode[] = [x, { op: 'exp', args: [0] }, { op: 'const', value: 1 }, { op: 'div', args: [2, 1] }]
  const found = runGraph(graph(nodes, 1, 3), source({ x: numbers([0, 1000]) }, 2))
  expect([...found.values()]).toEqual([numbers([1, Number.NaN]), numbers([1, 0])])
})

describe('columns that do not fit are refused with E_TABLE_INVALID', () => {
  it.each<[string, Column, string]>([
    [
      'strings for numbers',
      { type: 'string', codes: new Int32Array(2), dictionary: ['a'] },
      "column 'x' is read as numbers, but the table holds strings",
    ],
    ['too few rows', numbers([1]), "column 'x' has 1 rows, but the table has 2"],
    ['too many rows', numbers([1, 2, 3]), "column 'x' has 3 rows, but the table has 2"],
  ])('%s', (_, column, expected) => {
    const { code, message } = failure(() => runGraph(graph([x], 0), source({ x: column }, 2)))
    expect([code, message]).toEqual(['E_TABLE_INVALID', expected])
  })
})
