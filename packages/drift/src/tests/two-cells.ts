import { MillraceError } from '@millrace/core'
import { type TwoCounts, totalsOf } from './two-counts.ts'
import type { Sizes } from './two-samples.ts'

/** Both sides of a column with two cells. */
export interface TwoCells {
  /** Rows of the first cell on either side. */
  readonly reference: number
  readonly current: number
  readonly sizes: Sizes
  /** The share of the first cell, current minus reference, in [-1, 1]. */
  readonly difference: number
}

/** Checked counts of two cells; a single cell is taken as the first of two. */
export function twoCells(counts: TwoCounts, name: string): TwoCells {
  const sizes = totalsOf(counts, name)
  const cells = counts.reference.length
  if (cells > 2) {
    throw new MillraceError({
      code: 'E_DRIFT_COUNTS',
      message: `${name}: there are ${cells} cells; give two, or use chiSquareTwoByK`,
      details: { function: name, cells },
    })
  }
  const [reference, current] = [counts.reference[0]!, counts.current[0]!]
  return { reference, current, sizes, difference: current / sizes.current - reference / sizes.reference }
}
