import type { NodeRows, SplitColumn } from './node-rows.ts'

/** For each column of categories the ranks of its bins in each order that is worth trying, by all rows of the tree; for others none. */
export function rootRanks(rows: NodeRows, columns: readonly SplitColumn[]): readonly (readonly Float64Array[])[] {
  const { entries } = rows
  if (columns.some(({ isCategory }) => isCategory)) rows.total(0, rows.length)
  return columns.map((column) => {
    if (!column.isCategory) return []
    rows.collect(0, rows.length, column)
    return Array.from({ length: entries.orders() }, (_, order) => {
      const ranks = new Float64Array(256)
      for (let entry = 0; entry < entries.count; entry++) ranks[entries.bins[entry]!] = entries.rank(entry, order)
      return ranks
    })
  })
}
