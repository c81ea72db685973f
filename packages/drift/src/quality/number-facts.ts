import { cellBounds } from '../profile/cell-bounds.ts'
import type { NumberProfile } from '../profile/profile-types.ts'
import type { LevelRows } from './chances.ts'
import type { ColumnFacts } from './current-column.ts'

/** So many different numbers are told apart; each further row counts as a value of its own. */
const mostDistinct = 1000

/** The facts of numbers. */
export function numbersOf(reference: NumberProfile, values: Float64Array): ColumnFacts {
  const least = reference.minimum ?? Number.NEGATIVE_INFINITY
  const greatest = reference.maximum ?? Number.POSITIVE_INFINITY
  let nulls = 0
  let infinite = 0
  let outside = 0
  let minimum = Number.POSITIVE_INFINITY
  let maximum = Number.NEGATIVE_INFINITY
  for (let row = 0; row < values.length; row++) {
    const x = values[row]!
    if (x - x !== 0) {
      if (x !== x) nulls++
      else infinite++
      continue
    }
    if (x < least || x > greatest) outside++
    if (x < minimum) minimum = x
    if (x > maximum) maximum = x
  }
  return {
    count: values.length - nulls,
    nulls,
    constant: infinite === 0 && minimum === maximum ? minimum : null,
    numbers: { infinite, outside },
    levels: reference.discrete ? rowsByValue(reference, values) : null,
  }
}

function rowsByValue(reference: NumberProfile, values: Float64Array): LevelRows[] {
  const known = atomRows(reference, reference.counts)
  const counts = new Map([...known.keys()].map((value) => [value, 0]))
  let more = 0
  for (let row = 0; row < values.length; row++) {
    const x = values[row]!
    if (x - x !== 0) continue
    const count = counts.get(x)
    if (count !== undefined || counts.size < mostDistinct) counts.set(x, (count ?? 0) + 1)
    else more++
  }
  return [
    ...Array.from(counts, ([value, current]) => ({ reference: known.get(value) ?? 0, current })),
    ...Array.from({ length: more }, () => ({ reference: 0, current: 1 })),
  ]
}

/** The facts of numbers that were counted; those of one gap between the reference's values pass for one value. */
export function numbersOfProfile(reference: NumberProfile, current: NumberProfile): ColumnFacts {
  const { minimum, maximum, count, nulls, infinite } = current
  const within = minimum === null || (minimum >= reference.minimum! && maximum! <= reference.maximum!)
  const isConstant = infinite === 0 && minimum !== null && minimum === maximum
  return {
    count,
    nulls,
    constant: isConstant ? minimum : null,
    numbers: { infinite, outside: within ? 0 : null },
    levels: reference.discrete ? reference.counts.map((rows, cell) => ({ reference: rows, current: current.counts[cell]! })) : null,
  }
}

/** Rows by value, where each has a cell. */
function atomRows({ cells }: NumberProfile, counts: readonly number[]): Map<number, number> {
  const { bounds, points } = cellBounds(cells)
  const rows = Array.from(bounds, (value, index) => [value, counts[index + 1]!] as const)
  return new Map(rows.filter((_, index) => points[index + 1]))
}
