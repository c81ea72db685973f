import { describe, expect, it } from 'vitest'
import { failure } from '../../test/support/failure.ts'
import type { Json } from '../json/json.ts'
import { buildTrees } from '../trees/build-trees.ts'
import { graphToJson } from './graph-json.ts'
import { graphLimits } from './graph-limits.ts'
import { loadGraph } from './load-graph.ts'
import { operations } from './operation.ts'
import type { SideArray } from './side-arrays.ts'

const x = { op: 'column', name: 'x', type: 'number' }
const s = { op: 'column', name: 's', type: 'string' }
const load = (json: Json, arrays: Readonly<Record<string, SideArray>> = {}) => loadGraph({ json, arrays: new Map(Object.entries(arrays)) })
const withNode = (node: Json, arrays?: Readonly<Record<string, SideArray>>) =>
  load({ version: 1, nodes: [x, s, node], outputs: [['o', 0]] }, arrays)
const fault = (work: () => unknown) => {
  const { code, message } = failure(work)
  return [code, message.replace(/^graph: /, '')]
}

describe('a document is refused with E_GRAPH_INVALID', () => {
  it.each<[string, Json, string]>([
    ['that is no object', [], 'the document is not an object'],
    ['of another version', { version: 2, nodes: [], outputs: [] }, "'version' is not 1"],
    ['without a version', { nodes: [x], outputs: [['o', 0]] }, "'version' is not 1"],
    ['with a member beyond', { version: 1, nodes: [x], outputs: [['o', 0]], code: 'x' }, "'code' is not a known member"],
    ['without nodes', { version: 1, outputs: [['o', 0]] }, "'nodes' is not an array"],
    ['without outputs', { version: 1, nodes: [x] }, "'outputs' is not an array"],
    ['with no output', { version: 1, nodes: [x], outputs: [] }, 'there is no output'],
    [
      'with an output twice',
      {
        version: 1,
        nodes: [x],
        outputs: [
          ['o', 0],
          ['o', 0],
        ],
      },
      'an output is named twice',
    ],
    ['with an output of no node', { version: 1, nodes: [x], outputs: [['o', 1]] }, "'outputs.0' names node 1 of 1"],
    ['with an output of a negative node', { version: 1, nodes: [x], outputs: [['o', -1]] }, "'outputs.0.1' is not an integer from 0 on"],
    ['with an output of part of a node', { version: 1, nodes: [x], outputs: [['o', 0.5]] }, "'outputs.0.1' is not an integer from 0 on"],
    ['with an output without a name', { version: 1, nodes: [x], outputs: [['', 0]] }, "'outputs.0.0' is shorter than 1 characters"],
    ['with an output that is no pair', { version: 1, nodes: [x], outputs: [['o']] }, "'outputs.0' is not a pair of name and node"],
    ['with an output of three', { version: 1, nodes: [x], outputs: [['o', 0, 0]] }, "'outputs.0' has 3 elements; at most 2 are allowed"],
    [
      'with an output that is a string column',
      { version: 1, nodes: [s], outputs: [['o', 0]] },
      "'outputs.0' names the string column 'o'; strings leave a graph through 'pick' alone",
    ],
  ])('%s', (_, json, expected) => {
    expect(fault(() => load(json))).toEqual(['E_GRAPH_INVALID', expected])
  })
})

describe('a node is refused with E_GRAPH_INVALID', () => {
  const lookup = { op: 'lookup', args: [1], keys: ['a'], values: [1], other: 0, missing: 0 }
  const linear = { op: 'linear', args: [0], weights: [1], intercept: 0, means: [0] }
  it.each<[string, Json, string]>([
    ['that is no object', 'add', "'nodes.2' is not an object"],
    ['without an operation', { args: [0] }, "'nodes.2' has no operation"],
    ['with a member beyond', { op: 'abs', args: [0], run: 'x' }, "'nodes.2.run' is not a known member"],
    ['with a member __proto__', JSON.parse('{ "op": "abs", "args": [0], "__proto__": {} }'), "'nodes.2.__proto__' is not a known member"],
    ['without arguments', { op: 'abs' }, "'nodes.2.args' is not an array"],
    ['with too few arguments', { op: 'add', args: [0] }, "'nodes.2.args' has 1 arguments, not 2"],
    ['with too many arguments', { op: 'abs', args: [0, 0] }, "'nodes.2.args' has 2 arguments, not 1"],
    ['that reads itself', { op: 'abs', args: [2] }, "'nodes.2' reads node 2, which does not come before it"],
    ['that reads a later node', { op: 'add', args: [0, 7] }, "'nodes.2' reads node 7, which does not come before it"],
    ['that reads a negative node', { op: 'abs', args: [-1] }, "'nodes.2.args.0' is not an integer from 0 on"],
    ['that reads a node by name', { op: 'abs', args: ['0'] }, "'nodes.2.args.0' is not an integer from 0 on"],
    ['that computes with a string', { op: 'add', args: [0, 1] }, "'nodes.2' reads node 1, 'column', where 'add' needs a number"],
    ['that looks up a number', { ...lookup, args: [0] }, "'nodes.2' reads node 0, 'column', where 'lookup' needs a string"],
    ['that is a column without a name', { op: 'column', name: '', type: 'number' }, "'nodes.2.name' is shorter than 1 characters"],
    ['that is a column of another type', { op: 'column', name: 'y', type: 'date' }, `'nodes.2.type' is not "number" or "string"`],
    [
      'that is a column of two types',
      { op: 'column', name: 's', type: 'number' },
      "'nodes.2' reads the column 's' as another type than before",
    ],
    ['that is no constant', { op: 'const', value: '1' }, "'nodes.2.value' is not a finite number"],
    ['that is an infinite constant', { op: 'const', value: 1 / 0 }, "'nodes.2.value' is not a finite number"],
    ['with more keys than values', { ...lookup, keys: ['a', 'b'] }, "'nodes.2' has 2 keys and 1 values"],
    ['with a key twice', { ...lookup, keys: ['a', 'a'], values: [1, 2] }, "'nodes.2' has a key twice"],
    ['with a key that is no string', { ...lookup, keys: [1] }, "'nodes.2.keys.0' is not a string"],
    ['with a value that is no number', { ...lookup, values: ['1'] }, "'nodes.2.values.0' is not a finite number"],
    [
      'without a number for other strings',
      { op: 'lookup', args: [1], keys: [], values: [], missing: 0 },
      "'nodes.2.other' is not a finite number",
    ],
    ['with edges that fall', { op: 'bucket', args: [0], edges: [2, 1] }, "'nodes.2' has edges that do not increase strictly"],
    ['with an edge twice', { op: 'bucket', args: [0], edges: [1, 1] }, "'nodes.2' has edges that do not increase strictly"],
    ['with an edge that is null', { op: 'bucket', args: [0], edges: [null] }, "'nodes.2.edges.0' is not a finite number"],
    ['with picked values that are no strings', { op: 'pick', args: [0], values: [1] }, "'nodes.2.values.0' is not a string"],
    ['with a weight too few', { ...linear, args: [0, 0], means: [0, 0] }, "'nodes.2' needs one weight and one mean an argument"],
    ['with a mean too many', { ...linear, means: [0, 0] }, "'nodes.2' needs one weight and one mean an argument"],
    ['with a weight that is null', { ...linear, weights: [null] }, "'nodes.2.weights.0' is not a finite number"],
    ['with an intercept that is null', { ...linear, intercept: null }, "'nodes.2.intercept' is not a finite number"],
    [
      'whose trees stand in the document',
      { op: 'trees', args: [0], base: 0, aggregate: 'sum', trees: { roots: [0] } },
      "'nodes.2.trees.roots' is not an object",
    ],
    [
      'whose trees add up otherwise',
      { op: 'trees', args: [0], base: 0, aggregate: 'product', trees: {} },
      `'nodes.2.aggregate' is not "sum" or "mean"`,
    ],
  ])('%s', (_, node, expected) => {
    expect(fault(() => withNode(node))).toEqual(['E_GRAPH_INVALID', expected])
  })

  it('that computes with what another picked', () => {
    const nodes = [x, { op: 'pick', args: [0], values: ['a'] }, { op: 'isNull', args: [1] }]
    expect(fault(() => load({ version: 1, nodes, outputs: [['o', 0]] }))).toEqual([
      'E_GRAPH_INVALID',
      "'nodes.2' reads node 1, 'pick', where 'isNull' needs a number",
    ])
    const lookedUp = { op: 'lookup', args: [1], keys: [], values: [], other: 0, missing: 0 }
    expect(fault(() => load({ version: 1, nodes: [x, nodes[1]!, lookedUp], outputs: [['o', 0]] }))[1]).toBe(
      "'nodes.2' reads node 1, 'pick', where 'lookup' needs a string",
    )
  })
})

describe('arrays beside the document are refused with E_GRAPH_INVALID', () => {
  const bucket = { op: 'bucket', args: [0], edges: { array: 'edges' } }
  const lookup = { op: 'lookup', args: [1], keys: { array: 'keys' }, values: [1], other: 0, missing: 0 }
  const text = (value: string) => new TextEncoder().encode(value)
  it.each<[string, Json, Readonly<Record<string, SideArray>>, string]>([
    ['that are missing', bucket, {}, "'nodes.2.edges' names the array 'edges', which is missing"],
    [
      'whose name is a member of Object',
      { ...bucket, edges: { array: 'toString' } },
      {},
      "'nodes.2.edges' names the array 'toString', which is missing",
    ],
    ['that are named by a number', { ...bucket, edges: { array: 1 } }, {}, "'nodes.2.edges.array' is not a string"],
    [
      'that are named with a member beyond',
      { ...bucket, edges: { array: 'edges', offset: 1 } },
      {},
      "'nodes.2.edges.offset' is not a known member",
    ],
    ['of another type', bucket, { edges: Int32Array.of(1) }, "'nodes.2.edges' names the array 'edges' of another type"],
    ['with NaN where none may be', bucket, { edges: Float64Array.of(Number.NaN) }, "'nodes.2.edges' holds NaN"],
    ['with infinity', bucket, { edges: Float64Array.of(1, 1 / 0) }, "'nodes.2.edges' holds infinity"],
    [
      'with infinity among values that may be null',
      { ...lookup, values: { array: 'v' } },
      { keys: text('["a"]'), v: Float64Array.of(-1 / 0) },
      "'nodes.2.values' holds infinity",
    ],
    ['whose keys are no JSON', lookup, { keys: text('["a"') }, "'nodes.2.keys' names an array that is not JSON text"],
    ['whose keys are no UTF-8', lookup, { keys: Uint8Array.of(0xff) }, "'nodes.2.keys' names an array that is not JSON text"],
    ['whose keys are no list', lookup, { keys: text('{"a":1}') }, "'nodes.2.keys' is not an array"],
    ['whose keys are no strings', lookup, { keys: text('[1]') }, "'nodes.2.keys.0' is not a string"],
  ])('%s', (_, node, arrays, expected) => {
    expect(fault(() => withNode(node, arrays))).toEqual(['E_GRAPH_INVALID', expected])
  })

  it('and trees that are not well-formed with E_TREES_INVALID', () => {
    const trees = buildTrees([{ value: 1, cover: 1 }], { base: 0, aggregate: 'sum' })
    const { json, arrays } = graphToJson({ nodes: [{ op: 'trees', args: [], trees }], outputs: new Map([['o', 0]]) })
    const broken = new Map(arrays).set('node-0-roots', Int32Array.of(5))
    expect(fault(() => loadGraph({ json, arrays: broken }))).toEqual([
      'E_TREES_INVALID',
      expect.stringContaining('root 5 of tree 0 is not a node'),
    ])
  })
})

it.each(['tan', 'toString', '__proto__', 'constructor', 'eval'.repeat(100)])('the unknown operation %s is named', (op) => {
  const { code, message, details } = failure(() => withNode(JSON.parse(JSON.stringify({ op, args: [0] }))))
  const operation = op.slice(0, 100)
  expect([code, details]).toEqual(['E_GRAPH_OPERATION_UNKNOWN', { operation, node: 2 }])
  expect(message).toBe(
    `graph: node 2 is the operation '${operation}', which this version of @millrace/core does not know; update the package`,
  )
})

describe('limits', () => {
  it('on nodes', () => {
    const nodes = new Array(graphLimits.nodes + 1).fill(x)
    expect(fault(() => load({ version: 1, nodes, outputs: [['o', 0]] }))[1]).toBe("'nodes' has 200001 elements; at most 200000 are allowed")
    expect(load({ version: 1, nodes: nodes.slice(1), outputs: [['o', 0]] }).nodes).toHaveLength(200_000)
  })

  it('on arguments', () => {
    const args = new Array(graphLimits.arguments + 1).fill(0)
    const node = { op: 'linear', args, weights: [], intercept: 0, means: [] }
    expect(fault(() => withNode(node))[1]).toBe("'nodes.2.args' has 100001 elements; at most 100000 are allowed")
  })

  it('on outputs', () => {
    const outputs = new Array(graphLimits.outputs + 1).fill(['o', 0])
    expect(fault(() => load({ version: 1, nodes: [x], outputs }))[1]).toBe("'outputs' has 100001 elements; at most 100000 are allowed")
  })
})

it('a document of nothing but faults ends at the first', () => {
  const { message } = failure(() =>
    load({ version: 1, nodes: [{ op: 'linear', args: [], weights: new Array(2_000_000).fill('x') }], outputs: [] }),
  )
  expect(message).toBe("graph: 'nodes.0.weights.0' is not a finite number")
})

it('every operation has a reader, and its number of arguments', () => {
  const args = (count: number) => new Array<number>(count).fill(0)
  for (const [op, { arity }] of Object.entries(operations)) {
    if (arity === null || arity === 0 || ['lookup', 'bucket', 'pick'].includes(op)) continue
    expect(withNode({ op, args: args(arity) }).nodes[2]).toEqual({ op, args: args(arity) })
  }
})
