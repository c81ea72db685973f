import { invalidFile, shorten, unsupportedFile } from '../import-error.ts'
import type { TensorMessage } from './read-model.ts'
import type { Constant, NumberType } from './value.ts'

const elementTypes: Readonly<Record<number, NumberType | 'string'>> = {
  1: 'float',
  6: 'int',
  7: 'int',
  8: 'string',
  9: 'int',
  11: 'double',
}

/** The type of an element by its number; others are refused. */
export function elementType(type: number, where: string): NumberType | 'string' {
  const known = elementTypes[type]
  if (known === undefined)
    throw unsupportedFile('ONNX', `${where} holds elements of type ${type}; float, double, int32, int64, bool and string are read`)
  return known
}

/** Reads a stored tensor; the bytes must be as many as its dimensions say. */
export function readTensor(tensor: TensorMessage): Constant {
  const name = shorten(tensor.name ?? '')
  const where = `tensor '${name}'`
  const type = elementType(tensor.type ?? 0, where)
  const dims = tensor.dims ?? []
  const size = dims.reduce((product, dim) => product * dim, 1)
  const values = tensor.raw === undefined ? typed(tensor, type) : rawValues(tensor.raw, tensor.type!, where)
  if (dims.some((dim) => dim < 0) || values.length !== size) {
    throw invalidFile('ONNX', where, `it holds ${values.length} elements where its dimensions say ${size}`)
  }
  return { kind: 'constant', type, dims, values }
}

function typed(tensor: TensorMessage, type: NumberType | 'string'): readonly (number | string)[] {
  if (type === 'string') return tensor.strings ?? []
  if (type === 'float') return tensor.floats ?? []
  return (type === 'double' ? tensor.doubles : (tensor.ints64 ?? tensor.ints32)) ?? []
}

/** Bytes of an element, and how it is read, little-endian. */
const raws: Readonly<Record<number, readonly [size: number, read: (view: DataView, at: number) => number]>> = {
  1: [4, (view, at) => view.getFloat32(at, true)],
  6: [4, (view, at) => view.getInt32(at, true)],
  7: [8, (view, at) => Number(view.getBigInt64(at, true))],
  9: [1, (view, at) => view.getUint8(at)],
  11: [8, (view, at) => view.getFloat64(at, true)],
}

function rawValues(raw: Uint8Array, type: number, where: string): readonly number[] {
  const known = raws[type]
  if (known === undefined || raw.length % known[0] !== 0) throw invalidFile('ONNX', where, `its ${raw.length} bytes are not whole elements`)
  const [size, read] = known
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength)
  return Array.from({ length: raw.length / size }, (_, i) => read(view, i * size))
}
