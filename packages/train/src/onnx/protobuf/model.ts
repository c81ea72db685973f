import { type Attributes, encodeAttribute } from './attribute.ts'
import { type ElementType, elementTypes, encodeTensor, type Tensor } from './tensor.ts'
import { type Bytes, bytesField, integerField, joined, textField } from './wire.ts'

/** One step of an ONNX graph, which gives one value. */
export interface OnnxNode {
  readonly operation: string
  /** `''` or `ai.onnx.ml`. */
  readonly domain: string
  readonly inputs: readonly string[]
  readonly output: string
  readonly attributes: Attributes
}

/** A value that goes into a graph or comes out: any number of rows, in a vector or a matrix of one column. */
export interface OnnxPort {
  readonly name: string
  readonly type: ElementType
  readonly shape: 'vector' | 'column'
}

/** What a file holds. */
export interface OnnxModel {
  readonly name: string
  /** For people who open the file. */
  readonly description: string
  readonly inputs: readonly OnnxPort[]
  readonly outputs: readonly OnnxPort[]
  readonly constants: ReadonlyMap<string, Tensor>
  readonly nodes: readonly OnnxNode[]
  /** Facts for programs. */
  readonly metadata: Readonly<Record<string, string>>
}

/** The oldest versions that have all that is printed: of ONNX 1.10, which every runtime of today reads. */
const versions = { format: 8, operators: { '': 15, 'ai.onnx.ml': 3 } } as const

/** `ModelProto`: the bytes of a file; equal models give equal bytes. */
export function encodeModel(model: OnnxModel): Bytes {
  return joined([
    integerField(1, versions.format),
    textField(2, 'millrace'),
    bytesField(7, encodeGraph(model)),
    ...Object.entries(versions.operators).map(([domain, version]) =>
      bytesField(8, joined([textField(1, domain), integerField(2, version)])),
    ),
    ...Object.entries(model.metadata).map(([key, value]) => bytesField(14, joined([textField(1, key), textField(2, value)]))),
  ])
}

function encodeGraph({ name, description, inputs, outputs, constants, nodes }: OnnxModel): Bytes {
  return joined([
    ...nodes.map((node) => bytesField(1, encodeNode(node))),
    textField(2, name),
    ...[...constants].map(([constant, tensor]) => bytesField(5, encodeTensor(tensor, constant))),
    textField(10, description),
    ...inputs.map((port) => bytesField(11, encodePort(port))),
    ...outputs.map((port) => bytesField(12, encodePort(port))),
  ])
}

function encodeNode({ operation, domain, inputs, output, attributes }: OnnxNode): Bytes {
  return joined([
    ...inputs.map((input) => textField(1, input)),
    textField(2, output),
    textField(3, output),
    textField(4, operation),
    ...Object.entries(attributes).map(([name, value]) => bytesField(5, encodeAttribute(name, value))),
    textField(7, domain),
  ])
}

function encodePort({ name, type, shape }: OnnxPort): Bytes {
  const rows = bytesField(1, textField(2, 'rows'))
  const one = bytesField(1, integerField(1, 1))
  const dimensions = joined(shape === 'vector' ? [rows] : [rows, one])
  return joined([
    textField(1, name),
    bytesField(2, bytesField(1, joined([integerField(1, elementTypes[type]), bytesField(2, dimensions)]))),
  ])
}
