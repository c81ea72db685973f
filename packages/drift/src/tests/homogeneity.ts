import { type JoinedCounts, joinRare } from './join-rare.ts'
import type { TwoCounts } from './two-counts.ts'
import type { Sizes } from './two-samples.ts'

/** A table of 2 rows and k cells, rare cells joined. */
export interface HomogeneityTable extends JoinedCounts {
  /** Cells that remain. */
  readonly cells: number
  /** Pearson's X², without correction. */
  readonly pearson: number
  /** Bias-corrected Cramér's V at the given sizes, in [0, 1]. */
  readonly cramersV: number
  /** The same as it would be if both sides were as large as the harmonic mean of their sizes: it does not fade when one side is much larger. */
  readonly balancedV: number
  readonly warnings: readonly string[]
}

interface TableOptions {
  readonly minimumExpected: number
  readonly sizes: Sizes
}

/** Joins rare cells and measures how far both sides are apart. */
export function homogeneityTable(counts: TwoCounts, { minimumExpected, sizes }: TableOptions): HomogeneityTable {
  const table = joinRare(counts, { minimumExpected })
  const cells = table.reference.length
  const pearson = cells < 2 ? 0 : pearsonStatistic(table, sizes)
  const { reference: n, current: m } = sizes
  const balanced = (4 * n * m) / (n + m)
  return {
    ...table,
    cells,
    pearson,
    cramersV: correctedV(pearson / (n + m), { cells, rows: n + m }),
    balancedV: correctedV(pearson / balanced, { cells, rows: balanced }),
    warnings: warningsOf(table, { minimumExpected, sizes }),
  }
}

function pearsonStatistic({ reference, current }: JoinedCounts, { reference: n, current: m }: Sizes): number {
  return reference.reduce((sum, r, cell) => {
    const c = current[cell]!
    const gap = c / m - r / n
    return sum + gap * gap * (n / (r + c)) * m
  }, 0)
}

/** Bergsma's correction, for a table of 2 rows; 0 where one cell or too few rows leave nothing to measure. */
function correctedV(phiSquare: number, { cells, rows }: { readonly cells: number; readonly rows: number }): number {
  if (cells < 2 || rows <= 1) return 0
  const excess = Math.max(0, phiSquare - (cells - 1) / (rows - 1))
  const least = Math.min(cells - (cells - 1) ** 2 / (rows - 1), 2 - 1 / (rows - 1)) - 1
  return least > 0 ? Math.min(1, Math.sqrt(excess / least)) : 0
}

function warningsOf({ reference, current, joined }: JoinedCounts, { minimumExpected, sizes }: TableOptions): string[] {
  if (reference.length < 2) return joined > 1 ? ['all cells are rare and were joined into one: nothing is left to test'] : []
  const share = Math.min(sizes.reference, sizes.current) / (sizes.reference + sizes.current)
  const rare = reference.filter((count, cell) => (count + current[cell]!) * share < 5).length
  const warnings = joined > 0 ? [`${joined} cells that expect fewer than ${minimumExpected} rows were joined into one`] : []
  return rare > 0 ? [...warnings, `${rare} of ${reference.length} cells expect fewer than 5 rows: the p-value is rough`] : warnings
}
