import { MillraceError } from '@millrace/core'
import { emptyError } from '../internal/errors.ts'
import { chiSquareTwoByK } from './chi-square-two-by-k.ts'
import { fisherSurvival } from './fisher/two-by-two.ts'

/**
 * Nulls among the rows of one side.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface NullCount {
  /** Number of rows that are null. */
  readonly nulls: number
  /** Number of all rows. */
  readonly rows: number
}

/**
 * What the test of null shares says.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface NullSharesResult {
  /** Share of nulls in the reference, in [0, 1]. */
  readonly reference: number
  /** Share of nulls now, in [0, 1]. */
  readonly current: number
  /** P(as different or more) if the shares are equal, two-sided; lower is more different. */
  readonly pValue: number
  /** Which test: exact where some cell of the table expects fewer than 5 rows. */
  readonly method: 'fisher' | 'chi-square'
  /** Bias-corrected Cramér's V at balanced sizes, in [0, 1]. */
  readonly effect: number
}

/**
 * Tests whether the share of nulls is the same on both sides: Fisher's exact test where a cell expects fewer than 5 rows, else chi-square.
 *
 * @param sides - nulls and rows of either side
 * @throws MillraceError `E_DRIFT_EMPTY` when a side has no rows; `E_DRIFT_COUNTS` when counts are not integers from 0 on, or nulls exceed rows
 * @see https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.fisher_exact.html
 * @example
 * ```ts
 * import { testNullShares } from '@millrace/drift'
 *
 * testNullShares({ reference: { nulls: 2, rows: 500 }, current: { nulls: 40, rows: 500 } }).method // => 'chi-square'
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function testNullShares({ reference, current }: { readonly reference: NullCount; readonly current: NullCount }): NullSharesResult {
  check(reference, 'reference')
  check(current, 'current')
  const nulls = reference.nulls + current.nulls
  const rows = reference.rows + current.rows
  const least = (Math.min(nulls, rows - nulls) * Math.min(reference.rows, current.rows)) / rows
  const table = {
    reference: [reference.nulls, reference.rows - reference.nulls],
    current: [current.nulls, current.rows - current.nulls],
  } as const
  const { pValue, balancedV } = chiSquareTwoByK(table, { minimumExpected: 0 })
  return {
    reference: reference.nulls / reference.rows,
    current: current.nulls / current.rows,
    pValue: least < 5 ? fisherSurvival([table.reference, table.current]) : pValue,
    method: least < 5 ? 'fisher' : 'chi-square',
    effect: balancedV,
  }
}

function check({ nulls, rows }: NullCount, side: 'reference' | 'current'): void {
  if (rows === 0) throw emptyError('testNullShares', side)
  if (Number.isSafeInteger(nulls) && Number.isSafeInteger(rows) && nulls >= 0 && nulls <= rows) return
  throw new MillraceError({
    code: 'E_DRIFT_COUNTS',
    message: `testNullShares: the ${side} side has ${nulls} nulls in ${rows} rows; give integers, nulls from 0 to rows`,
    details: { side, nulls: String(nulls), rows: String(rows) },
  })
}
