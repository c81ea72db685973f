import { expect, it } from 'vitest'
import { arrayToBytes, arrayTypes, bytesToArray, typeNameOf } from './array-bytes.ts'

it.each([
  ['float64', Float64Array.of(1, -0, Number.NaN, 1e308)],
  ['int32', Int32Array.of(1, -1, 2 ** 31 - 1)],
  ['uint8', Uint8Array.of(0, 255)],
] as const)('values of %s are little-endian bytes, and come back', (name, values) => {
  const bytes = arrayToBytes(values)
  expect(typeNameOf(values)).toBe(name)
  expect(bytes).toHaveLength(values.length * arrayTypes[name].BYTES_PER_ELEMENT)
  expect(bytesToArray(bytes, name)).toEqual(values)
  const view = new DataView(bytes.buffer)
  if (name === 'float64') expect(view.getFloat64(0, true)).toBe(1)
  if (name === 'int32') expect(view.getInt32(4, true)).toBe(-1)
})

it('a part of a larger array has its own bytes alone, and shares none', () => {
  const part = Int32Array.of(1, 2, 3).subarray(1, 2)
  const bytes = arrayToBytes(part)
  expect(bytes).toEqual(Uint8Array.of(2, 0, 0, 0))
  const read = bytesToArray(bytes, 'int32')
  bytes.fill(9)
  expect(read).toEqual(Int32Array.of(2))
})
