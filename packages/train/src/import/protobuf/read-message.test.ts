import { describe, expect, it } from 'vitest'
import { bytesField, integerField, integersField, joined, textField } from '../../onnx/protobuf/wire.ts'
import { type MessageShape, readMessage } from './read-message.ts'

const point: MessageShape = { fields: { 1: ['x', 'float'], 2: ['y', 'double'] } }
const shape: MessageShape = {
  fields: {
    1: ['count', 'int'],
    2: ['name', 'text'],
    3: ['sizes', 'int', 'many'],
    4: ['raw', 'bytes'],
    5: ['points', point, 'many'],
    6: ['weights', 'double', 'many'],
    20: ['late', 'int'],
  },
}
const read = (...fields: readonly Uint8Array[]) => readMessage(joined(fields), shape)
const bytes = (...values: readonly number[]) => Uint8Array.from(values)
const tenBytes = [...Array(9).fill(0xff), 0x01]

describe('a protobuf message', () => {
  it('gives what our own writer wrote', () => {
    const sizes = [0, 127, 128, 2 ** 53]
    const written = [
      integerField(1, 300),
      textField(2, 'Zürich\0'),
      integersField(3, sizes),
      bytesField(4, bytes(1, 2)),
      integerField(20, 1),
    ]
    expect(read(...written)).toEqual({ count: 300, name: 'Zürich\0', sizes, raw: bytes(1, 2), late: 1 })
  })

  it('reads numbers below 0, which take ten bytes', () => {
    expect(read(bytes(0x08, ...tenBytes))).toEqual({ count: -1 })
  })

  it('gathers a list that is packed, written one by one, or both', () => {
    expect(read(integersField(3, [1, 2]), integerField(3, 3), integersField(3, [4]))).toEqual({ sizes: [1, 2, 3, 4] })
  })

  it('reads messages in messages, with float and double, little-endian', () => {
    const x = bytes(0x0d, 0, 0, 0xc0, 0x3f)
    const y = bytes(0x11, 0, 0, 0, 0, 0, 0, 0x04, 0xc0)
    expect(read(bytesField(5, joined([x, y])), bytesField(5, bytes()))).toEqual({ points: [{ x: 1.5, y: -2.5 }, {}] })
  })

  it('keeps the last of a field that stands alone, and leaves out what it does not know', () => {
    const unknown = [integerField(9, 7), textField(10, 'x'), bytes(0x5d, 1, 2, 3, 4), bytes(0x59, 1, 2, 3, 4, 5, 6, 7, 8)]
    expect(read(integerField(1, 1), ...unknown, integerField(1, 2))).toEqual({ count: 2 })
  })

  it('is empty where there are no bytes', () => {
    expect(read()).toEqual({})
  })

  it.each([
    ['a number that does not end', bytes(0x08, 0x80), /ends within a number/],
    ['a number of more than 64 bits', bytes(0x08, ...Array(11).fill(0xff)), /more than 64 bits/],
    ['a length beyond the end', bytes(0x12, 5, 97), /5 bytes are announced where 1 are left/],
    ['a length below 0', bytes(0x12, ...tenBytes), /-1 bytes are announced/],
    ['packed numbers that end within one', bytes(0x32, 4, 0, 0, 0, 0), /8 bytes are announced where 4 are left/],
    ['a wire type that does not fit', bytes(0x0d, 0, 0, 0, 0), /wire type 5 does not fit/],
    ['a wire type that is not known', bytes(0x4b), /wire type 3 is not known/],
    ['a text that is not UTF-8', bytes(0x12, 1, 0xff), /not UTF-8/],
  ])('refuses %s by its place', (_, given, message) => {
    const details = expect.objectContaining({ offset: expect.any(Number) })
    expect(() => read(given)).toThrow(
      expect.objectContaining({ code: 'E_IMPORT_INVALID', message: expect.stringMatching(message), details }),
    )
  })

  it('refuses nesting beyond 32 levels', () => {
    const fields: Record<number, readonly [string, MessageShape]> = {}
    const nested: MessageShape = { fields }
    fields[1] = ['inner', nested]
    const deep = (levels: number) => Array.from({ length: levels }).reduce<Uint8Array>((inner) => bytesField(1, inner), bytes())
    expect(() => readMessage(deep(32), nested)).not.toThrow()
    expect(() => readMessage(deep(33), nested)).toThrow(expect.objectContaining({ code: 'E_IMPORT_INVALID' }))
  })
})
