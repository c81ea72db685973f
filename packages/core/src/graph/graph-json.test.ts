import { expect, it } from 'vitest'
import { buildTrees } from '../trees/build-trees.ts'
import type { Graph, GraphNode } from './graph.ts'
import { graphToJson } from './graph-json.ts'
import { loadGraph } from './load-graph.ts'

const roundTrip = (graph: Graph): Graph => {
  const { json, arrays } = graphToJson(graph)
  return loadGraph({ json: JSON.parse(JSON.stringify(json)), arrays })
}
const longKeys = Array.from({ length: 300 }, (_, i) => (i === 0 ? '__proto__' : i === 1 ? 'é😀"\\' : String(i)))

const nodes: GraphNode[] = [
  { op: 'column', name: '__proto__', type: 'number' },
  { op: 'column', name: 's', type: 'string' },
  { op: 'const', value: Number.NaN },
  { op: 'const', value: -0.1 },
  { op: 'add', args: [0, 3] },
  { op: 'when', args: [0, 4, 2] },
  { op: 'lookup', args: [1], keys: ['a', ''], values: Float64Array.of(Number.NaN, 1), other: Number.NaN, missing: 0 },
  {
    op: 'lookup',
    args: [1],
    keys: longKeys,
    values: Float64Array.from(longKeys, (_, i) => (i % 7 === 0 ? Number.NaN : i)),
    other: 5,
    missing: Number.NaN,
  },
  { op: 'bucket', args: [0], edges: Float64Array.from({ length: 257 }, (_, i) => i / 10) },
  { op: 'bucket', args: [0], edges: new Float64Array() },
  { op: 'linear', args: [0, 4], weights: Float64Array.of(1e-300, 2), intercept: -3, means: Float64Array.of(0.5, 1e300) },
  {
    op: 'trees',
    args: [0],
    trees: buildTrees(
      [{ feature: 0, threshold: 0.1, missingLeft: true, left: { value: 1, cover: 2 }, right: { value: 2, cover: 3 }, cover: 5 }],
      { base: 0.5, aggregate: 'mean' },
    ),
  },
  { op: 'pick', args: [5], values: ['no', 'yes'] },
]
const graph: Graph = {
  nodes,
  outputs: new Map([
    ['z', 12],
    ['__proto__', 11],
    ['1', 10],
    ['a', 7],
  ]),
}

it('every kind of node, and the order of outputs, come back from JSON text', () => {
  expect(roundTrip(graph)).toEqual(graph)
  expect([...roundTrip(graph).outputs.keys()]).toEqual(['z', '__proto__', '1', 'a'])
})

it('arrays of more than 256 values and trees stand beside the JSON', () => {
  const { arrays } = graphToJson(graph)
  expect(Array.from(arrays, ([name, { length }]) => [name, length])).toEqual([
    ['node-7-keys', JSON.stringify(longKeys).length + 3],
    ['node-7-values', 300],
    ['node-8-edges', 257],
    ...['roots', 'feature', 'threshold', 'left', 'right', 'missingLeft', 'value', 'cover'].map((part) => [
      `node-11-${part}`,
      part === 'roots' ? 1 : 3,
    ]),
  ])
})
