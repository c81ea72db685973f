import type { SideArray } from '../graph/side-arrays.ts'

/** The types that arrays beside a model may have, by the name that `model.json` gives them. */
export const arrayTypes = { float64: Float64Array, int32: Int32Array, uint8: Uint8Array } as const

/** The name of a type of array. */
export type ArrayTypeName = keyof typeof arrayTypes

const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** The type's name. */
export function typeNameOf(array: SideArray): ArrayTypeName {
  return array instanceof Float64Array ? 'float64' : array instanceof Int32Array ? 'int32' : 'uint8'
}

/** The values as little-endian bytes, whatever the machine. */
export function arrayToBytes(array: SideArray): Uint8Array {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength).slice()
  return littleEndian ? bytes : swap(bytes, array.BYTES_PER_ELEMENT)
}

/** The values of little-endian bytes; the number of bytes must be whole. */
export function bytesToArray(bytes: Uint8Array, type: ArrayTypeName): SideArray {
  const copy = bytes.slice()
  const size = arrayTypes[type].BYTES_PER_ELEMENT
  return new arrayTypes[type]((littleEndian ? copy : swap(copy, size)).buffer)
}

function swap(bytes: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  for (let start = 0; start < bytes.length; start += size) bytes.subarray(start, start + size).reverse()
  return bytes
}
