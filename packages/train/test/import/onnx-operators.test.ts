import { type Column, runGraph } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { fromOnnx } from '../../src/import/onnx/from-onnx.ts'
import type { Attributes } from '../../src/onnx/protobuf/attribute.ts'
import { encodeModel, type OnnxNode } from '../../src/onnx/protobuf/model.ts'
import type { Tensor } from '../../src/onnx/protobuf/tensor.ts'
import { loadOnnx, type OnnxRuntime } from '../../src/onnx/testing/onnx-test-engine.ts'
import { runtime } from '../onnx/runtime.ts'

const values = [Number.NaN, 0, -0, 1, -1, 2, 0.5, -2.5, 3, 1e-300, -1e-300, 40, -40, 1e308]
/** Each value with each. */
const [a, b] = [values.flatMap((x) => values.map(() => x)), values.flatMap(() => values)] as const

const node = (operation: string, inputs: readonly string[], output = 'y', attributes: Attributes = {}): OnnxNode => ({
  operation,
  domain: operation === 'ArrayFeatureExtractor' ? 'ai.onnx.ml' : '',
  inputs,
  output,
  attributes,
})
const double = 11
/** A node whose truth is given as a number. */
const test01 = (operation: string, inputs: readonly string[]) => [node(operation, inputs, 'is'), node('Cast', ['is'], 'y', { to: double })]
const pair = node('Concat', ['a', 'b'], 'ab', { axis: 1 })

const constants: ReadonlyMap<string, Tensor> = new Map<string, Tensor>([
  ['half', { type: 'double', shape: [], values: [0.5] }],
  ['low', { type: 'double', shape: [], values: [-1] }],
  ['high', { type: 'double', shape: [], values: [2] }],
  ['square', { type: 'double', shape: [1], values: [2] }],
  ['row', { type: 'double', shape: [1, 2], values: [3, -0.25] }],
  ['column', { type: 'double', shape: [2, 1], values: [3, -0.25] }],
  ['bias', { type: 'double', shape: [1], values: [0.125] }],
  ['first', { type: 'int64', shape: [1], values: [0] }],
  ['second', { type: 'int64', shape: [1], values: [1] }],
  ['flat', { type: 'int64', shape: [2], values: [-1, 1] }],
  ['every', { type: 'int64', shape: [1], values: [-1] }],
  ['names', { type: 'string', shape: [2], values: ['left', 'right'] }],
])

const cases: Readonly<Record<string, readonly OnnxNode[]>> = {
  ...Object.fromEntries(
    ['Abs', 'Exp', 'Floor', 'Log', 'Neg', 'Reciprocal', 'Relu', 'Sigmoid', 'Sqrt', 'Identity'].map((op) => [op, [node(op, ['a'])]]),
  ),
  ...Object.fromEntries(['Add', 'Div', 'Max', 'Min', 'Mul', 'Sub'].map((op) => [op, [node(op, ['a', 'b'])]])),
  ...Object.fromEntries(['Equal', 'Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual'].map((op) => [op, test01(op, ['a', 'b'])])),
  IsNaN: test01('IsNaN', ['a']),
  Not: [node('Less', ['a', 'b'], 'less'), ...test01('Not', ['less'])],
  And: [node('Less', ['a', 'b'], 'less'), node('IsNaN', ['b'], 'nan'), ...test01('And', ['less', 'nan'])],
  Or: [node('Less', ['a', 'b'], 'less'), node('IsNaN', ['b'], 'nan'), ...test01('Or', ['less', 'nan'])],
  'Max of three': [node('Max', ['a', 'half', 'b'])],
  'Pow to a constant': [node('Pow', ['a', 'square'])],
  Where: [node('Less', ['a', 'half'], 'less'), node('Where', ['less', 'b', 'half'])],
  'Where of columns by one condition': [
    pair,
    node('IsNaN', ['a'], 'nan'),
    node('Where', ['nan', 'row', 'ab'], 'chosen'),
    node('ReduceSum', ['chosen', 'second']),
  ],
  Clip: [node('Clip', ['a', 'low', 'high'])],
  'Clip from below': [node('Clip', ['a', 'low'])],
  'Clip from above': [node('Clip', ['a', '', 'high'])],
  'constants of several columns': [pair, node('Mul', ['ab', 'row'], 'weighed'), node('ReduceSum', ['weighed', 'second'])],
  MatMul: [pair, node('MatMul', ['ab', 'column'])],
  Gemm: [pair, node('Gemm', ['ab', 'column', 'bias'])],
  'Gemm, transposed, without a sum': [pair, node('Gemm', ['ab', 'row'], 'y', { transB: 1 })],
  Softmax: [pair, node('Softmax', ['ab'], 'shares', { axis: 1 }), node('Gather', ['shares', 'first'], 'y', { axis: 1 })],
  Gather: [pair, node('Gather', ['ab', 'second'], 'y', { axis: 1 })],
  ArrayFeatureExtractor: [pair, node('ArrayFeatureExtractor', ['ab', 'second'])],
  Reshape: [node('Reshape', ['a', 'flat'])],
  Flatten: [node('Flatten', ['a'], 'y', { axis: 1 })],
}

function fileOf(nodes: readonly OnnxNode[], type: 'double' | 'int64' | 'string', shape: 'column' | 'vector' = 'column'): Uint8Array {
  const read = new Set(nodes.flatMap(({ inputs }) => inputs))
  return encodeModel({
    name: 'by-hand',
    description: '',
    inputs: ['a', 'b'].filter((name) => read.has(name)).map((name) => ({ name, type: 'double', shape: 'column' })),
    outputs: [{ name: 'y', type, shape }],
    constants: new Map([...constants].filter(([name]) => read.has(name))),
    nodes,
    metadata: {},
  })
}

/** What the runtime gives for all pairs. */
async function answersOf(bytes: Uint8Array): Promise<readonly unknown[]> {
  const { Tensor } = runtime as OnnxRuntime
  const session = await loadOnnx(runtime as OnnxRuntime, bytes)
  const columns: Readonly<Record<string, readonly number[]>> = { a, b }
  const feeds = session.inputNames.map((name) => [
    name,
    new Tensor('float64' as never, Float64Array.from(columns[name]!) as never, [a.length, 1] as never),
  ])
  const { y } = (await session.run(Object.fromEntries(feeds) as never)) as { readonly y: { readonly data: ArrayLike<unknown> } }
  await session.release?.()
  return Array.from(y.data)
}

function outputOf(bytes: Uint8Array, output: string): readonly unknown[] {
  const { graph } = fromOnnx(bytes).definition
  const source = {
    rowCount: a.length,
    column: (name: string): Column => ({ type: 'number', values: Float64Array.from(name === 'a' ? a : b) }),
  }
  const column = runGraph(graph, source).get(output)!
  return column.type === 'number' ? Array.from(column.values) : Array.from(column.codes, (code) => column.dictionary[code])
}

/** Null stands for NaN, and at an output for infinity. */
const isSame = (x: number, y: number) => (Number.isNaN(x) ? !Number.isFinite(y) : Math.abs(x - y) <= 1e-12 * Math.max(1, Math.abs(x)))

describe.skipIf(typeof runtime === 'string')('operators are read as onnxruntime runs them, null being NaN', () => {
  test.each(Object.entries(cases))('%s', async (_, nodes) => {
    const bytes = fileOf(nodes, 'double')
    const wanted = (await answersOf(bytes)) as readonly number[]
    const found = outputOf(bytes, 'value') as readonly number[]
    const wrong = found.flatMap((value, row) =>
      isSame(value, wanted[row]!) ? [] : [{ a: a[row], b: b[row], found: value, wanted: wanted[row] }],
    )
    expect(wrong.slice(0, 5)).toEqual([])
  })

  test('ArgMax: labels, the first of equals', async () => {
    const nodes = [pair, node('ArgMax', ['ab'], 'y', { axis: 1, keepdims: 0 })]
    const bytes = fileOf(nodes, 'int64', 'vector')
    const wanted = await answersOf(bytes)
    const rows = wanted.flatMap((_, row) => (Number.isNaN(a[row]! + b[row]!) ? [] : [row]))
    const found = outputOf(bytes, 'label')
    expect(rows.map((row) => found[row])).toEqual(rows.map((row) => Number(wanted[row])))
  })

  test('ArgMax, and the names of its labels', async () => {
    const nodes = [
      pair,
      node('ArgMax', ['ab'], 'at', { axis: 1, keepdims: 0 }),
      node('ArrayFeatureExtractor', ['names', 'at'], 'named'),
      node('Reshape', ['named', 'every']),
    ]
    const bytes = fileOf(nodes, 'string', 'vector')
    const wanted = await answersOf(bytes)
    const rows = wanted.flatMap((_, row) => (Number.isNaN(a[row]! + b[row]!) ? [] : [row]))
    const found = outputOf(bytes, 'label')
    expect(rows.map((row) => found[row])).toEqual(rows.map((row) => wanted[row]))
  })
})
