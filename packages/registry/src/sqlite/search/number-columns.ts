import type { NumberColumns } from '../tables.ts'

/** A number as two columns that every database can store and order: -Infinity, the finite numbers, Infinity, NaN. -0 becomes 0. */
export function splitNumber(number: number): NumberColumns {
  if (Number.isNaN(number)) return { flag: 2, value: 0 }
  return Number.isFinite(number) ? { flag: 0, value: number + 0 } : { flag: Math.sign(number), value: 0 }
}

/** The number that {@link splitNumber} split. */
export function joinNumber({ flag, value }: NumberColumns): number {
  if (flag === 2) return Number.NaN
  return flag === 0 ? value : flag * Number.POSITIVE_INFINITY
}
