/** An encoded field or message of Protocol Buffers. */
export type Bytes = Uint8Array

/** How the value of a field is laid out on the wire. */
const wire = { varint: 0, delimited: 2 } as const

const encoder = new TextEncoder()

/** A message, or the value of a packed field: its parts in order. */
export function joined(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** A field that holds one whole number. */
export const integerField = (field: number, value: number): Bytes => varints([tag(field, wire.varint), value])

/** A field that holds bytes, or an encoded message. */
export const bytesField = (field: number, value: Bytes): Bytes => joined([varints([tag(field, wire.delimited), value.length]), value])

/** A field that holds text, as UTF-8. */
export const textField = (field: number, value: string): Bytes => bytesField(field, encoder.encode(value))

/** A repeated field of whole numbers, packed. */
export const integersField = (field: number, values: ArrayLike<number>): Bytes => bytesField(field, varints(values))

const tag = (field: number, type: number) => field * 8 + type

/** Whole numbers from 0 to 2^53, seven bits a byte, the lowest first. */
function varints(values: ArrayLike<number>): Bytes {
  const bytes: number[] = []
  for (let i = 0; i < values.length; i++) {
    let rest = values[i]!
    while (rest > 0x7f) {
      bytes.push((rest % 0x80) | 0x80)
      rest = Math.floor(rest / 0x80)
    }
    bytes.push(rest)
  }
  return Uint8Array.from(bytes)
}
