import { type Bytes, bytesField, integerField, integersField, joined, textField } from './wire.ts'

/** Types of elements, by ONNX's numbers for them. */
export const elementTypes = { float: 1, int32: 6, int64: 7, string: 8, double: 11 } as const

/** The type of the elements of a tensor. */
export type ElementType = keyof typeof elementTypes

/** Constant data of a graph. No shape is a scalar. */
export type Tensor = { readonly shape: readonly number[] } & (
  | { readonly type: 'string'; readonly values: readonly string[] }
  | { readonly type: Exclude<ElementType, 'string'>; readonly values: ArrayLike<number> }
)

/** `TensorProto`. */
export function encodeTensor(tensor: Tensor, name?: string): Bytes {
  return joined([
    integersField(1, tensor.shape),
    integerField(2, elementTypes[tensor.type]),
    ...(tensor.type === 'string' ? tensor.values.map((value) => textField(6, value)) : [bytesField(9, rawData(tensor))]),
    ...(name === undefined ? [] : [textField(8, name)]),
  ])
}

const widths = { float: 4, int32: 4, int64: 8, double: 8 } as const

/** The elements as they lie in memory, little-endian on any machine. */
function rawData({ type, values }: Exclude<Tensor, { readonly type: 'string' }>): Bytes {
  const bytes = new Uint8Array(values.length * widths[type])
  const view = new DataView(bytes.buffer)
  const put = setters[type]
  for (let i = 0; i < values.length; i++) put(view, i * widths[type], values[i]!)
  return bytes
}

const setters: Readonly<Record<keyof typeof widths, (view: DataView, at: number, value: number) => void>> = {
  float: (view, at, value) => view.setFloat32(at, value, true),
  int32: (view, at, value) => view.setInt32(at, value, true),
  int64: (view, at, value) => view.setBigInt64(at, BigInt(value), true),
  double: (view, at, value) => view.setFloat64(at, value, true),
}
