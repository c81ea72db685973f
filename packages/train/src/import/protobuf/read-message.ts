import type { MillraceError } from '@millrace/core'
import { invalidFile } from '../import-error.ts'

/** How a field is read; a list gathers all that is written of it, packed or one by one. */
export type FieldKind = 'text' | 'bytes' | 'int' | 'float' | 'double' | MessageShape
/** The fields of a message by number; others are skipped. */
export interface MessageShape {
  readonly fields: Readonly<Record<number, readonly [name: string, kind: FieldKind, many?: 'many']>>
}

/** What is read of a message: absent fields are left out. */
export type Message = Readonly<Record<string, unknown>>

const mostDepth = 32

/**
 * Reads a protobuf message by its shape.
 *
 * Lengths are checked against the bytes that are there, and nesting ends at 32 levels, so memory and time are bounded by the size of the file.
 *
 * @see https://protobuf.dev/programming-guides/encoding/
 */
export function readMessage(bytes: Uint8Array, shape: MessageShape): Message {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let at = 0

  const fail = (field: string, problem: string): MillraceError => invalidFile('ONNX', `${field} at byte ${at}`, problem, { offset: at })

  /** A base-128 number of at most 64 bits, signed. */
  const varint = (field: string, end: number): number => {
    let low = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      if (at >= end) throw fail(field, 'the message ends within a number')
      const byte = bytes[at++]!
      // Most numbers take one byte.
      if (shift === 0n && byte < 128) return byte
      low |= BigInt(byte & 127) << shift
      if (byte < 128) return Number(BigInt.asIntN(64, low))
    }
    throw fail(field, 'a number has more than 64 bits')
  }
  const chunk = (field: string, size: number, end: number): number => {
    if (!(size >= 0 && size <= end - at)) throw fail(field, `${size} bytes are announced where ${end - at} are left`)
    at += size
    return at - size
  }
  const scalar = (field: string, kind: FieldKind, wire: number, end: number): number => {
    if (kind === 'int' && wire === 0) return varint(field, end)
    if (kind === 'float' && wire === 5) return view.getFloat32(chunk(field, 4, end), true)
    if (kind === 'double' && wire === 1) return view.getFloat64(chunk(field, 8, end), true)
    throw fail(field, `the wire type ${wire} does not fit`)
  }
  const skip = (wire: number, end: number): void => {
    const sizes: Readonly<Record<number, number>> = { 1: 8, 5: 4 }
    if (wire === 0) varint('a field', end)
    else if (wire === 2) chunk('a field', varint('a field', end), end)
    else if (sizes[wire] !== undefined) chunk('a field', sizes[wire], end)
    else throw fail('a field', `the wire type ${wire} is not known`)
  }
  /** The values of one field as it is written: several where numbers are packed. */
  const values = (field: string, kind: FieldKind, wire: number, end: number, depth: number): unknown[] => {
    const isScalar = kind === 'int' || kind === 'float' || kind === 'double'
    if (wire !== 2) return [scalar(field, kind, wire, end)]
    const size = varint(field, end)
    const start = chunk(field, size, end)
    if (kind === 'bytes') return [bytes.subarray(start, at)]
    if (kind === 'text') return [decode(field, start)]
    const stop = at
    at = start
    if (!isScalar) return [message(kind, stop, depth + 1)]
    const found: number[] = []
    const packed = kind === 'int' ? 0 : kind === 'float' ? 5 : 1
    while (at < stop) found.push(scalar(field, kind, packed, stop))
    return found
  }
  const decode = (field: string, start: number): string => {
    try {
      return decoder.decode(bytes.subarray(start, at))
    } catch {
      throw fail(field, 'a text is not UTF-8')
    }
  }
  const message = ({ fields }: MessageShape, end: number, depth: number): Message => {
    if (depth > mostDepth) throw fail('a message', `messages are nested more than ${mostDepth} deep`)
    const found: Record<string, unknown> = {}
    while (at < end) {
      const tag = varint('a tag', end)
      const wire = tag & 7
      const field = fields[Math.floor(tag / 8)]
      if (field === undefined) {
        skip(wire, end)
        continue
      }
      const [name, kind, many] = field
      const read = values(name, kind, wire, end, depth)
      if (many === undefined) found[name] = read.at(-1)
      else {
        found[name] ??= []
        // One by one: a packed field may hold more numbers than a call takes arguments.
        for (const value of read) (found[name] as unknown[]).push(value)
      }
    }
    return found
  }
  return message(shape, bytes.length, 0)
}
