import { type Graph, type GraphNode, loadGraph } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { printOnnx } from './print-onnx.ts'

const x: GraphNode = { op: 'column', name: 'x', type: 'number' }
const text: GraphNode = { op: 'column', name: 'text', type: 'string' }
const of = (outputs: Readonly<Record<string, number>>, ...nodes: readonly GraphNode[]): Graph => ({
  nodes,
  outputs: new Map(Object.entries(outputs)),
})
/** What a file says in letters. */
const lettersOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

test('equal graphs give equal bytes', () => {
  const graph = () => loadGraph({ json: { version: 1, nodes: [x, { op: 'exp', args: [0] }], outputs: [['y', 1]] }, arrays: new Map() })
  expect(printOnnx(graph())).toEqual(printOnnx(graph()))
})

test('the file is of format 8 with operators 15 and ai.onnx.ml 3', () => {
  const bytes = printOnnx(of({ y: 1 }, x, { op: 'abs', args: [0] }))
  expect([...bytes.subarray(0, 2)]).toEqual([1 << 3, 8])
  expect(lettersOf(bytes)).toContain('\x0a\x00\x10\x0f')
  expect(lettersOf(bytes)).toContain('ai.onnx.ml\x10\x03')
})

test('equal nodes are written once', () => {
  const squares = (count: number) =>
    printOnnx(of({ y: 2 }, x, { op: 'isNull', args: [0] }, { op: 'add', args: [1, 1] }, ...Array(count).fill({ op: 'isNull', args: [0] })))
  expect(squares(3).length).toBe(squares(0).length)
})

test('an output that has the name of a column is called otherwise', () => {
  const letters = lettersOf(printOnnx(of({ x: 1 }, x, { op: 'abs', args: [0] })))
  expect(letters).toContain('output:x')
})

describe('what ONNX cannot express is refused by node and operation', () => {
  const refused = (graph: Graph) => {
    try {
      printOnnx(graph)
    } catch (error) {
      const { code, message, details } = error as { code: string; message: string; details: object }
      return { code, message, details }
    }
    throw new Error('nothing was refused')
  }
  const lookup = (key: string): GraphNode => ({ op: 'lookup', args: [0], keys: [key], values: Float64Array.of(1), other: 0, missing: 0 })

  test('a text that stands for null', () => {
    expect(refused(of({ y: 1 }, text, lookup('\ue000null')))).toEqual({
      code: 'E_ONNX_UNSUPPORTED',
      message: expect.stringContaining("node 1 ('lookup') of the graph cannot be expressed in ONNX: the text"),
      details: { node: 1, operation: 'lookup' },
    })
    expect(refused(of({ y: 1 }, x, { op: 'pick', args: [0], values: ['\ue000null'] })).details).toEqual({ node: 1, operation: 'pick' })
  })

  test('half a surrogate pair', () => {
    expect(refused(of({ y: 1 }, text, lookup('\ud83d'))).message).toMatch(/half a surrogate pair/)
  })

  test('names that are empty or hold NUL', () => {
    expect(refused(of({ y: 1 }, { ...x, name: '' }, { op: 'abs', args: [0] })).details).toEqual({ node: 0, operation: 'column' })
    expect(refused(of({ 'a\0b': 1 }, x, { op: 'abs', args: [0] })).message).toMatch(/NUL/)
  })

  test('an operation without a printer, as a graph of a later version may hold', () => {
    const later = { op: 'hash', args: [0] } as unknown as GraphNode
    expect(refused(of({ y: 1 }, x, later))).toMatchObject({ code: 'E_ONNX_UNSUPPORTED', details: { node: 1, operation: 'hash' } })
  })

  test('a string column as an output', () => {
    expect(refused(of({ y: 0 }, text))).toMatchObject({ code: 'E_GRAPH_INVALID', details: { output: 'y' } })
  })
})
