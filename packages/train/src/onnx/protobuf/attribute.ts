import { encodeTensor, type Tensor } from './tensor.ts'
import { type Bytes, bytesField, integerField, integersField, joined, textField } from './wire.ts'

/** A setting of a node: a whole number or several, a text or several, or a tensor. */
export type Attribute = number | Int32Array | string | readonly string[] | Tensor

/** Settings of a node by name. */
export type Attributes = Readonly<Record<string, Attribute>>

/** ONNX's numbers for the types of attributes. */
const types = { integer: 2, text: 3, tensor: 4, integers: 7, texts: 8 } as const

/** `AttributeProto`. */
export function encodeAttribute(name: string, value: Attribute): Bytes {
  const [type, ...fields] = typedValue(value)
  return joined([textField(1, name), ...fields, integerField(20, type)])
}

function typedValue(value: Attribute): readonly [type: number, ...fields: Bytes[]] {
  if (typeof value === 'number') return [types.integer, integerField(3, value)]
  if (typeof value === 'string') return [types.text, textField(4, value)]
  if (value instanceof Int32Array) return [types.integers, integersField(8, value)]
  if (isTexts(value)) return [types.texts, ...value.map((text) => textField(9, text))]
  return [types.tensor, bytesField(5, encodeTensor(value))]
}

const isTexts = (value: readonly string[] | Tensor): value is readonly string[] => Array.isArray(value)
