import { buildTrees, type Graph, type GraphNode, type OperationName, operations, runGraph, type TreeNode } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { duckdbEngine } from './duckdb-engine.ts'
import type { DuckdbEngine } from './engine-contract.ts'
import { expectSameColumns } from './test-support/expect-same-columns.ts'
import { nastyNodes, nastyNumbers, nastyStrings, nastyTable } from './test-support/nasty-table.ts'

const table = nastyTable()
let engine: DuckdbEngine

beforeAll(async () => {
  engine = await duckdbEngine(table)
})
afterAll(() => engine.close())

/** Operands: two columns, one that overflows, one that is NaN in places, 0, -2, null and a condition. */
const operands = [0, 1, 3, 4, 5, 6, 7, 8]
const keys = nastyStrings.filter((text) => text !== null)
const manyKeys = [...keys, ...Array.from({ length: 300 }, (_, i) => `key ${i}`)]
const edges = Float64Array.from(nastyNumbers.filter((value) => !Number.isNaN(value) && !Object.is(value, -0))).sort()

const unary = (op: 'not' | 'isNull' | 'floor' | 'abs' | 'sqrt' | 'log' | 'exp'): GraphNode[] => operands.map((a) => ({ op, args: [a] }))
const binary = (op: 'add' | 'sub' | 'mul' | 'div' | 'pow' | 'min' | 'max' | 'lt' | 'le' | 'eq' | 'and' | 'or' | 'coalesce'): GraphNode[] =>
  operands.flatMap((a) => operands.map((b): GraphNode => ({ op, args: [a, b] })))
const lookup = (keys: readonly string[], other: number, missing: number): GraphNode => ({
  op: 'lookup',
  args: [2],
  keys,
  values: Float64Array.from(keys, (_, i) => (i % 5 === 4 ? Number.NaN : i - 0.1)),
  other,
  missing,
})

const samples: Readonly<Record<OperationName, readonly GraphNode[]>> = {
  column: [],
  const: [0.1, -1e-7, 1e21, 5e-324, -1e308, 123456789012345680000, Number.NaN].map((value) => ({ op: 'const', value })),
  add: binary('add'),
  sub: binary('sub'),
  mul: binary('mul'),
  div: binary('div'),
  pow: binary('pow'),
  min: binary('min'),
  max: binary('max'),
  lt: binary('lt'),
  le: binary('le'),
  eq: binary('eq'),
  and: binary('and'),
  or: binary('or'),
  coalesce: binary('coalesce'),
  not: unary('not'),
  isNull: unary('isNull'),
  floor: unary('floor'),
  abs: unary('abs'),
  sqrt: unary('sqrt'),
  log: unary('log'),
  exp: unary('exp'),
  when: operands.flatMap((a) => operands.map((b): GraphNode => ({ op: 'when', args: [a, b, 1] }))),
  lookup: [
    lookup(keys, -1, Number.NaN),
    lookup(keys, Number.NaN, -2),
    lookup(keys.slice(0, 5), 3, 3),
    lookup([], 0, 1),
    lookup([], Number.NaN, Number.NaN),
    lookup(manyKeys, -1, -2),
    lookup(manyKeys, Number.NaN, Number.NaN),
    lookup(manyKeys.slice(1, 1), 4, 4),
  ],
  bucket: [edges, Float64Array.of(0), Float64Array.of()].flatMap((cut) =>
    operands.map((a): GraphNode => ({ op: 'bucket', args: [a], edges: cut })),
  ),
  pick: [keys, [], manyKeys].flatMap((values) => operands.map((a): GraphNode => ({ op: 'pick', args: [a], values }))),
  linear: [0, 1, 2, 64, 65, 200].map((length) => ({
    op: 'linear',
    args: Array.from({ length }, (_, i) => [1, 0, 8, 6][i % 4]!),
    weights: Float64Array.from({ length }, (_, i) => 0.1 * (i - 3)),
    intercept: 0.3,
    means: new Float64Array(length),
  })),
  trees: [0, 1]
    .flatMap((missing) =>
      (['sum', 'mean'] as const).map(
        (aggregate): GraphNode => ({ op: 'trees', args: [0, 1, 3, 4, 8], trees: threeTrees(missing, aggregate) }),
      ),
    )
    .concat(
      [true, false].flatMap((missingLeft) =>
        [20, 101].map((count): GraphNode => ({ op: 'trees', args: [0, 1, 3, 4, 8], trees: treesByCategories(missingLeft, count) })),
      ),
    ),
}

function threeTrees(missing: number, aggregate: 'sum' | 'mean'): Extract<GraphNode, { op: 'trees' }>['trees'] {
  return {
    roots: Int32Array.of(0, 3, 8),
    feature: Int32Array.of(0, -1, -1, 3, 1, -1, -1, -1, -1),
    threshold: Float64Array.of(0.1, 0, 0, 0, -2.5, 0, 0, 0, 0),
    left: Int32Array.of(1, -1, -1, 4, 5, -1, -1, -1, -1),
    right: Int32Array.of(2, -1, -1, 7, 6, -1, -1, -1, -1),
    missingLeft: Uint8Array.of(missing, 0, 0, 1 - missing, missing, 0, 0, 0, 0),
    value: Float64Array.of(0, 0.1, -0.2, 0, 0, 0.3, 0.7, -1.1, 0.01),
    cover: new Float64Array(9).fill(1),
    gain: new Float64Array(9),
    base: 0.5,
    aggregate,
  }
}

/** Splits by categories of every column, alone and below a split by numbers, as many as make an ensemble too large for SQL if asked to. */
function treesByCategories(missingLeft: boolean, count: number): Extract<GraphNode, { op: 'trees' }>['trees'] {
  const sets = [[0], [1, 2], [], [0, 31, 32], [64, 1]]
  const split = (feature: number, categories: readonly number[], left: TreeNode, right: TreeNode): TreeNode => ({
    feature,
    threshold: 0,
    categories,
    missingLeft,
    left,
    right,
    cover: 2,
  })
  const leaf = (value: number) => ({ value, cover: 1 })
  const trees = Array.from({ length: count }, (_, i) => {
    const inner = split(i % 5, sets[i % sets.length]!, leaf(i), leaf(-i / 3))
    const byNumber: TreeNode = { feature: (i + 1) % 5, threshold: 0.5, missingLeft: !missingLeft, left: inner, right: leaf(7), cover: 3 }
    return split((i + 3) % 5, sets[(i + 1) % sets.length]!, inner, byNumber)
  })
  return buildTrees(trees, { base: 0.25, aggregate: 'sum' })
}

const graphOf = (nodes: readonly GraphNode[]): Graph => ({
  nodes: [...nastyNodes, ...nodes],
  outputs: new Map(nodes.map((node, i) => [`${node.op} ${i}`, nastyNodes.length + i])),
})

describe('DuckDB computes what the machine computes, on numbers and strings at the edges', () => {
  const names = Object.keys(operations) as OperationName[]
  for (const name of names.filter((one) => samples[one].length > 0)) {
    test(name, async () => {
      const graph = graphOf(samples[name])
      expectSameColumns(await engine.run(graph), runGraph(graph, table), operations[name].exactness)
    })
  }

  test('columns that are outputs, called as the printer calls its own', async () => {
    const graph: Graph = {
      nodes: nastyNodes,
      outputs: new Map([
        ['n0', 1],
        ['n1', 0],
        ['o0', 8],
      ]),
    }
    expectSameColumns(await engine.run(graph), runGraph(graph, table))
  })

  test('a graph that reads no column has one value a row', async () => {
    const graph: Graph = {
      nodes: [
        { op: 'const', value: 2 },
        { op: 'sqrt', args: [0] },
      ],
      outputs: new Map([
        ['two', 0],
        ['root', 1],
      ]),
    }
    expectSameColumns(await engine.run(graph), runGraph(graph, table))
  })

  test('every operation has samples', () => {
    expect(names.filter((name) => samples[name].length === 0)).toEqual(['column'])
  })
})
