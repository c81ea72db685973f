import { mix } from '../kernels/typescript/gradients.ts'

/** 32 random bits that follow from some whole numbers: what is drawn depends on what it is for, never on who draws first. */
export function saltOf(seed: number, ...parts: readonly number[]): number {
  let salt = mix((seed % 0x1_0000_0000) ^ Math.imul(Math.floor(seed / 0x1_0000_0000) + 1, 0x9e37_79b1))
  for (const part of parts) salt = mix(Math.imul(salt, 0x85eb_ca6b) + part + 1)
  return salt >>> 0
}

/** A uniform number in [0, 1) from a salt and an index. */
export const uniformOf = (salt: number, index: number): number => (mix(salt ^ Math.imul(index + 1, 0x9e37_79b1)) >>> 0) / 0x1_0000_0000

/** Draws a share of the columns without replacement, at least one; in ascending order. */
export function sampleColumns(columns: Int32Array, share: number, salt: number): Int32Array {
  if (share >= 1 || columns.length <= 1) return columns
  const drawn = Array.from(columns, (column) => ({ column, key: uniformOf(salt, column) })).sort(
    (a, b) => a.key - b.key || a.column - b.column,
  )
  return Int32Array.from(drawn.slice(0, Math.max(1, Math.round(share * columns.length))), ({ column }) => column).sort()
}
