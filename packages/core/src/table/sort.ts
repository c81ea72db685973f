import { compareCodePoints } from './code-points.ts'
import type { Column } from './column.ts'

/** Row indexes in the order of the keys, the first deciding first; nulls last, equal rows in their order. */
export function sortedIndexes(keys: readonly Column[], rowCount: number, descending: boolean): Int32Array {
  const ranks = keys.map(rankColumn)
  const sign = descending ? -1 : 1
  return Int32Array.from({ length: rowCount }, (_, row) => row).sort((a, b) => {
    for (const rank of ranks) {
      const x = rank[a]!
      const y = rank[b]!
      if (x === y) continue
      if (Number.isNaN(x) || Number.isNaN(y)) {
        if (Number.isNaN(x) && Number.isNaN(y)) continue
        return Number.isNaN(x) ? 1 : -1
      }
      return x < y ? -sign : sign
    }
    return a - b
  })
}

/** Numbers that compare as the column's values do; NaN where null. */
function rankColumn(column: Column): Float64Array {
  if (column.type === 'number') return column.values
  const order = column.dictionary.map((_, code) => code).sort((a, b) => compareCodePoints(column.dictionary[a]!, column.dictionary[b]!))
  const rank = new Float64Array(column.dictionary.length)
  order.forEach((code, position) => {
    rank[code] = position
  })
  return Float64Array.from(column.codes, (code) => rank[code] ?? Number.NaN)
}
