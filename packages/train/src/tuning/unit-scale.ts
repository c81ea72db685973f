import type { NumberDimension } from './search-space.ts'

/** Whole numbers own the interval half a step around them, so that the ends are as likely as the rest. */
function ends({ low, high, log, integer }: NumberDimension): readonly [low: number, high: number] {
  const [from, to] = integer ? [low - 0.5, high + 0.5] : [low, high]
  return log ? [Math.log(from), Math.log(to)] : [from, to]
}

/** The value at a place from 0 to 1; real numbers are rounded to six significant digits, for people who read them. */
export function valueAt(dimension: NumberDimension, place: number): number {
  const [from, to] = ends(dimension)
  const scaled = from + place * (to - from)
  const value = dimension.log ? Math.exp(scaled) : scaled
  const rounded = dimension.integer ? Math.round(value) : Number(value.toPrecision(6))
  return Math.min(Math.max(rounded, dimension.low), dimension.high)
}

/** Where a value lies, from 0 to 1: the inverse of {@link valueAt} up to rounding. */
export function placeOf(dimension: NumberDimension, value: number): number {
  const [from, to] = ends(dimension)
  return ((dimension.log ? Math.log(value) : value) - from) / (to - from)
}
