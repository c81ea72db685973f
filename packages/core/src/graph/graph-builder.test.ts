import { describe, expect, it } from 'vitest'
import { buildTrees } from '../trees/build-trees.ts'
import { columnsRead, type GraphNode, reachable } from './graph.ts'
import { graphBuilder } from './graph-builder.ts'

const x = { op: 'column', name: 'x', type: 'number' } as const
const lookup = (keys: readonly string[], values: readonly number[], other = 0, missing = 0): GraphNode => ({
  op: 'lookup',
  args: [0],
  keys,
  values: Float64Array.from(values),
  other,
  missing,
})

describe('equal nodes are one', () => {
  it.each<[string, () => GraphNode]>([
    ['columns', () => ({ ...x })],
    ['constants', () => ({ op: 'const', value: 2 })],
    ['null', () => ({ op: 'const', value: Number.NaN })],
    ['operations', () => ({ op: 'add', args: [0, 0] })],
    ['lookups', () => lookup(['a', 'b'], [1, Number.NaN], Number.NaN)],
    ['buckets', () => ({ op: 'bucket', args: [0], edges: Float64Array.of(1, 2) })],
    ['picks', () => ({ op: 'pick', args: [0], values: ['a'] })],
  ])('%s', (_, node) => {
    const builder = graphBuilder([x])
    expect(builder.add(node())).toBe(builder.add(node()))
  })

  it('and nodes that differ in anything are not', () => {
    const nodes: GraphNode[] = [
      x,
      { op: 'column', name: 'x', type: 'string' },
      { op: 'column', name: 'y', type: 'number' },
      { op: 'const', value: 0 },
      { op: 'const', value: Number.NaN },
      { op: 'add', args: [0, 1] },
      { op: 'add', args: [1, 0] },
      { op: 'sub', args: [0, 1] },
      lookup(['a'], [1]),
      lookup(['b'], [1]),
      lookup(['a'], [2]),
      lookup(['a'], [Number.NaN]),
      lookup(['a'], [1], 1),
      lookup(['a'], [1], 0, Number.NaN),
      lookup(['NaN'], [1]),
      { op: 'bucket', args: [0], edges: Float64Array.of(1) },
      { op: 'bucket', args: [0], edges: Float64Array.of(1, 2) },
    ]
    const builder = graphBuilder()
    expect(nodes.map((node) => builder.add(node))).toEqual([...nodes.keys()])
  })

  it('but estimators are each their own', () => {
    const builder = graphBuilder([x])
    const linear = { op: 'linear', args: [0], weights: Float64Array.of(1), intercept: 0, means: Float64Array.of(0) } as const
    const trees = { op: 'trees', args: [0], trees: buildTrees([{ value: 1, cover: 1 }], { base: 0, aggregate: 'sum' }) } as const
    expect([linear, linear, trees, trees].map((node) => builder.add(node))).toEqual([1, 2, 3, 4])
  })

  it('and so are nodes of a graph that is extended and what is added to it', () => {
    const builder = graphBuilder([x, { op: 'abs', args: [0] }, x])
    expect(builder.add({ op: 'abs', args: [0] })).toBe(1)
    expect(builder.add({ ...x })).toBe(0)
  })
})

describe('a graph', () => {
  const nodes: GraphNode[] = [
    x,
    { op: 'const', value: 2 },
    { op: 'const', value: 3 },
    { op: 'add', args: [0, 2] },
    { op: 'abs', args: [3] },
  ]

  it('keeps only what its outputs need, in order and renumbered', () => {
    const graph = graphBuilder(nodes).build([
      ['sum', 3],
      ['again', 3],
    ])
    expect(graph.nodes).toEqual([x, { op: 'const', value: 3 }, { op: 'add', args: [0, 1] }])
    expect([...graph.outputs]).toEqual([
      ['sum', 2],
      ['again', 2],
    ])
    expect(Object.isFrozen(graph) && Object.isFrozen(graph.nodes)).toBe(true)
  })

  it('knows what a node rests on', () => {
    expect(reachable(nodes, [3])).toEqual([0, 2, 3])
    expect(reachable(nodes, [])).toEqual([])
    expect(columnsRead(nodes, [4])).toEqual(['x'])
    expect(columnsRead(nodes, [1, 2])).toEqual([])
  })
})
