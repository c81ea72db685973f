import type { TwoCounts } from '../tests/two-counts.ts'

/**
 * The cell with most rows on both sides together, ties by position, against all others. Tests of a 2 x 2 table that hold given the totals, as Fisher's
 * does, lose nothing by a choice that looks at totals alone.
 */
export function mostFrequentAgainstRest({ reference, current }: TwoCounts): TwoCounts & { readonly warnings: readonly string[] } {
  let most = 0
  let present = 0
  for (let cell = 0; cell < reference.length; cell++) {
    const rows = reference[cell]! + current[cell]!
    if (rows > 0) present++
    if (rows > reference[most]! + current[most]!) most = cell
  }
  const side = (counts: ArrayLike<number>) => [counts[most]!, Array.from(counts).reduce((sum, count) => sum + count, 0) - counts[most]!]
  return {
    reference: side(reference),
    current: side(current),
    warnings: present > 2 ? ['the most frequent value is tested against all others together'] : [],
  }
}
