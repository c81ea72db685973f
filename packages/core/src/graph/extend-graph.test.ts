import { describe, expect, it } from 'vitest'
import { standardize } from '../../test/support/transforms.ts'
import { add, mul } from '../expression/arithmetic.ts'
import { runGraph } from '../machine/machine.ts'
import { extendGraph } from './extend-graph.ts'
import type { Graph } from './graph.ts'

const graph: Graph = {
  nodes: [
    { op: 'column', name: 'x', type: 'number' },
    { op: 'const', value: 2 },
    { op: 'mul', args: [0, 1] },
    { op: 'sqrt', args: [0] },
  ],
  outputs: new Map([
    ['twice', 2],
    ['root', 3],
  ]),
}
const y = { name: 'y', kind: 'number', nullable: false, optional: false } as const
const x = { ...y, name: 'x' }
const source = { rowCount: 1, column: (name: string) => ({ type: 'number', values: Float64Array.of(name === 'x' ? 9 : 100) }) as const }
const valuesOf = (some: Graph) =>
  Object.fromEntries(Array.from(runGraph(some, source), ([name, column]) => [name, column.type === 'number' && column.values[0]]))

it('adds outputs last, over outputs and columns, new ones too', () => {
  const extended = extendGraph(graph, ({ output, column }) => ({ sum: add(output('twice'), column(y)), same: output('root') }))
  expect(valuesOf(extended)).toEqual({ twice: 18, root: 3, sum: 118, same: 3 })
  expect([...extended.outputs.keys()]).toEqual(['twice', 'root', 'sum', 'same'])
})

it('replaces an output in its place, and forgets what only the old one needed', () => {
  const extended = extendGraph(graph, ({ output }) => ({ root: mul(output('twice'), 3) }))
  expect(valuesOf(extended)).toEqual({ twice: 18, root: 54 })
  expect([...extended.outputs.keys()]).toEqual(['twice', 'root'])
  expect(extended.nodes.some(({ op }) => op === 'sqrt')).toBe(false)
})

it('shares the nodes that are there already', () => {
  const extended = extendGraph(graph, ({ column }) => ({ also: mul(column(x), 2) }))
  expect(extended.outputs.get('also')).toBe(extended.outputs.get('twice'))
})

it('leaves the graph alone', () => {
  const before = structuredClone(graph)
  extendGraph(graph, ({ output }) => ({ twice: output('root') }))
  expect(graph).toEqual(before)
})

describe('refuses', () => {
  it('an output that is not there', () => {
    expect(() => extendGraph(graph, ({ output }) => ({ a: output('thrice') }))).toThrow(
      new RangeError("extendGraph: the graph has no output 'thrice'"),
    )
  })

  it('what has to be learnt', () => {
    expect(() => extendGraph(graph, ({ output }) => ({ a: output('twice').pipe(standardize()) }))).toThrow(
      new TypeError("extendGraph: the output 'a' has something to learn; fit it first"),
    )
  })
})
