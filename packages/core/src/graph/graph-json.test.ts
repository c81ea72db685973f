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

const treeArrays = ['roots', 'feature', 'threshold', 'left', 'right', 'missingLeft', 'value', 'cover', 'gain']

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
  {
    op: 'trees',
    args: [0],
    trees: buildTrees(
      [
        {
          feature: 0,
          threshold: 0,
          categories: [1, 40],
          missingLeft: false,
          left: { value: 1, cover: 2 },
          right: { value: 2, cover: 3 },
          cover: 5,
          gain: 2,
        },
      ],
      { base: 0.5, aggregate: 'sum' },
    ),
  },
  { op: 'pick', args: [5], values: ['no', 'yes'] },
]
const graph: Graph = {
  nodes,
  outputs: new Map([
    ['z', 13],
    ['sets', 12],
    ['__proto__', 11],
    ['1', 10],
    ['a', 7],
  ]),
}

it('every kind of node, and the order of outputs, come back from JSON text', () => {
  expect(roundTrip(graph)).toEqual(graph)
  expect([...roundTrip(graph).outputs.keys()]).toEqual(['z', 'sets', '__proto__', '1', 'a'])
})

it('arrays of more than 256 values and trees stand beside the JSON', () => {
  const { arrays } = graphToJson(graph)
  expect(Array.from(arrays, ([name, { length }]) => [name, length])).toEqual([
    ['node-7-keys', JSON.stringify(longKeys).length + 3],
    ['node-7-values', 300],
    ['node-8-edges', 257],
    ...treeArrays.map((part) => [`node-11-${part}`, part === 'roots' ? 1 : 3]),
    ...treeArrays.map((part) => [`node-12-${part}`, part === 'roots' ? 1 : 3]),
    ['node-12-set', 3],
    ['node-12-start', 2],
    ['node-12-words', 2],
  ])
})

it('an array that several nodes share is stored once, and shared again after loading', () => {
  const first = buildTrees(
    [
      {
        feature: 0,
        threshold: 0,
        categories: [1],
        missingLeft: true,
        left: { value: 1, cover: 2 },
        right: { value: 2, cover: 3 },
        cover: 5,
      },
    ],
    { base: 0, aggregate: 'sum' },
  )
  const second = { ...first, value: Float64Array.of(0, 5, 6), base: 1 }
  const shared: Graph = {
    nodes: [nodes[0]!, { op: 'trees', args: [0], trees: first }, { op: 'trees', args: [0], trees: second }],
    outputs: new Map([
      ['a', 1],
      ['b', 2],
    ]),
  }
  expect([...graphToJson(shared).arrays.keys()]).toEqual([
    ...[...treeArrays, 'set', 'start', 'words'].map((part) => `node-1-${part}`),
    'node-2-value',
  ])
  const loaded = roundTrip(shared)
  expect(loaded).toEqual(shared)
  const [a, b] = loaded.nodes.flatMap((node) => (node.op === 'trees' ? [node.trees] : []))
  expect(a!.feature).toBe(b!.feature)
  expect(a!.categories!.words).toBe(b!.categories!.words)
  expect(a!.value).not.toBe(b!.value)
})
