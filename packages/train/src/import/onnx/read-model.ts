import { unsupportedFile } from '../import-error.ts'
import { type MessageShape, readMessage } from '../protobuf/read-message.ts'

/** A tensor as it is stored. */
export interface TensorMessage {
  readonly name?: string
  readonly dims?: readonly number[]
  readonly type?: number
  readonly floats?: readonly number[]
  readonly ints32?: readonly number[]
  readonly ints64?: readonly number[]
  readonly doubles?: readonly number[]
  readonly strings?: readonly string[]
  readonly raw?: Uint8Array
  readonly location?: number
}

/** An attribute of a node; the member that is there is its value. */
export interface AttributeMessage {
  readonly name?: string
  readonly f?: number
  readonly i?: number
  readonly s?: string
  readonly t?: TensorMessage
  readonly g?: unknown
  readonly floats?: readonly number[]
  readonly ints?: readonly number[]
  readonly strings?: readonly string[]
}

/** A node: an operator, the names it reads and the names it gives. */
export interface NodeMessage {
  readonly input?: readonly string[]
  readonly output?: readonly string[]
  readonly name?: string
  readonly op?: string
  readonly domain?: string
  readonly attributes?: readonly AttributeMessage[]
}

/** An input or output: its name, the type of its elements and its second dimension. */
export interface ValueMessage {
  readonly name?: string
  readonly type?: {
    readonly tensor?: { readonly element?: number; readonly shape?: { readonly dims?: readonly { readonly value?: number }[] } }
  }
}

/** What is read of an ONNX file. */
export interface OnnxMessage {
  readonly irVersion?: number
  readonly producer?: string
  readonly producerVersion?: string
  readonly opsets?: readonly { readonly domain?: string; readonly version?: number }[]
  readonly graph?: {
    readonly nodes?: readonly NodeMessage[]
    readonly tensors?: readonly TensorMessage[]
    readonly inputs?: readonly ValueMessage[]
    readonly outputs?: readonly ValueMessage[]
  }
}

const dimension: MessageShape = { fields: { 1: ['value', 'int'] } }
const shape: MessageShape = { fields: { 1: ['dims', dimension, 'many'] } }
const tensorType: MessageShape = { fields: { 1: ['element', 'int'], 2: ['shape', shape] } }
const valueInfo: MessageShape = { fields: { 1: ['name', 'text'], 2: ['type', { fields: { 1: ['tensor', tensorType] } }] } }
const tensor: MessageShape = {
  fields: {
    1: ['dims', 'int', 'many'],
    2: ['type', 'int'],
    4: ['floats', 'float', 'many'],
    5: ['ints32', 'int', 'many'],
    6: ['strings', 'text', 'many'],
    7: ['ints64', 'int', 'many'],
    8: ['name', 'text'],
    9: ['raw', 'bytes'],
    10: ['doubles', 'double', 'many'],
    14: ['location', 'int'],
  },
}
const attribute: MessageShape = {
  fields: {
    1: ['name', 'text'],
    2: ['f', 'float'],
    3: ['i', 'int'],
    4: ['s', 'text'],
    5: ['t', tensor],
    6: ['g', 'bytes'],
    7: ['floats', 'float', 'many'],
    8: ['ints', 'int', 'many'],
    9: ['strings', 'text', 'many'],
  },
}
const node: MessageShape = {
  fields: {
    1: ['input', 'text', 'many'],
    2: ['output', 'text', 'many'],
    3: ['name', 'text'],
    4: ['op', 'text'],
    5: ['attributes', attribute, 'many'],
    7: ['domain', 'text'],
  },
}
const graph: MessageShape = {
  fields: {
    1: ['nodes', node, 'many'],
    5: ['tensors', tensor, 'many'],
    11: ['inputs', valueInfo, 'many'],
    12: ['outputs', valueInfo, 'many'],
  },
}
const operatorSet: MessageShape = { fields: { 1: ['domain', 'text'], 2: ['version', 'int'] } }
const model: MessageShape = {
  fields: {
    1: ['irVersion', 'int'],
    2: ['producer', 'text'],
    3: ['producerVersion', 'text'],
    7: ['graph', graph],
    8: ['opsets', operatorSet, 'many'],
  },
}

/**
 * Reads the parts of an ONNX file that a model of tables has.
 *
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
export function readOnnx(bytes: Uint8Array): OnnxMessage {
  const found = readMessage(bytes, model) as OnnxMessage
  const tensors = found.graph?.tensors ?? []
  if (tensors.some(({ location }) => location === 1))
    throw unsupportedFile('ONNX', 'tensors in files of their own are not read; save the model as one file')
  return found
}
