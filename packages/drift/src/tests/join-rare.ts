import { type TwoCounts, totalsOf } from './two-counts.ts'

/**
 * Counts with rare cells joined.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface JoinedCounts {
  /** Reference rows by cell; the joined cell, if there is one, is the last. */
  readonly reference: readonly number[]
  /** Current rows by cell, likewise. */
  readonly current: readonly number[]
  /** How many cells were joined into the last one; 0 where none was rare. */
  readonly joined: number
}

/**
 * Which cells are rare.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface JoinRareOptions {
  /** Cells that expect fewer rows than this on the smaller side, were both sides alike, are joined; 0 joins none. @defaultValue 5 */
  readonly minimumExpected?: number
}

/**
 * Joins the cells that are too rare for chi-square into one, and leaves out cells that are empty on both sides.
 *
 * While the joined cell is itself too rare it takes in the next rarest, ties by position. Only the totals of both sides decide, so that
 * the choice raises no false alarms; for the same reason give cells in an order that does not come from the counts of one side, categories
 * by name for example.
 *
 * @param counts - rows by cell
 * @param options - what is rare
 * @throws MillraceError `E_DRIFT_COUNTS` when counts are not integers from 0 on or of two lengths; `E_DRIFT_EMPTY` when a side has no rows
 * @see https://doi.org/10.2307/3001616 (W. G. Cochran, Some methods for strengthening the common chi-square tests, 1954)
 * @example
 * ```ts
 * import { joinRare } from '@millrace/drift'
 *
 * joinRare({ reference: [40, 3, 50, 1], current: [45, 0, 48, 2] }) // => { reference: [50, 44], current: [48, 47], joined: 3 }
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function joinRare(counts: TwoCounts, { minimumExpected = 5 }: JoinRareOptions = {}): JoinedCounts {
  const { kept, rare } = rareCells(counts, minimumExpected)
  const side = (values: ArrayLike<number>): number[] => {
    const known = kept.map((cell) => values[cell]!)
    return rare.length > 0 ? [...known, rare.reduce((sum, cell) => sum + values[cell]!, 0)] : known
  }
  return { reference: side(counts.reference), current: side(counts.current), joined: rare.length }
}

/** The cells that {@link joinRare} keeps, in order, and those that it joins, the rarest first. */
export function rareCells(counts: TwoCounts, minimumExpected = 5): { readonly kept: readonly number[]; readonly rare: readonly number[] } {
  const sizes = totalsOf(counts, 'joinRare')
  const total = (cell: number) => counts.reference[cell]! + counts.current[cell]!
  const share = Math.min(sizes.reference, sizes.current) / (sizes.reference + sizes.current)
  const present = Array.from({ length: counts.reference.length }, (_, cell) => cell).filter((cell) => total(cell) > 0)
  const rarest = present.toSorted((a, b) => total(a) - total(b))
  let joined = 0
  let expected = 0
  while (joined < rarest.length && Math.min(total(rarest[joined]!) * share, joined > 0 ? expected : Infinity) < minimumExpected) {
    expected += total(rarest[joined++]!) * share
  }
  const rare = rarest.slice(0, joined)
  const isRare = new Set(rare)
  return { kept: present.filter((cell) => !isRare.has(cell)), rare }
}
