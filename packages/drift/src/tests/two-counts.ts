import { MillraceError } from '@millrace/core'
import { emptyError } from '../internal/errors.ts'
import type { Sizes } from './two-samples.ts'

/**
 * Rows in each cell of a column on both sides, cell by cell in one order.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface TwoCounts {
  /** Reference rows in each cell. */
  readonly reference: ArrayLike<number>
  /** Current rows in each cell. */
  readonly current: ArrayLike<number>
}

/** The totals of checked counts: integers from 0 on, of one length, and some on either side. */
export function totalsOf({ reference, current }: TwoCounts, name: string): Sizes {
  if (reference.length !== current.length) {
    throw new MillraceError({
      code: 'E_DRIFT_COUNTS',
      message: `${name}: the reference has ${reference.length} cells, the current side ${current.length}; give both in the same cells`,
      details: { function: name, reference: reference.length, current: current.length },
    })
  }
  return { reference: totalOf(reference, name, 'reference'), current: totalOf(current, name, 'current') }
}

function totalOf(counts: ArrayLike<number>, name: string, side: 'reference' | 'current'): number {
  let total = 0
  for (let cell = 0; cell < counts.length; cell++) {
    const count = counts[cell]!
    if (!(Number.isSafeInteger(count) && count >= 0)) {
      throw new MillraceError({
        code: 'E_DRIFT_COUNTS',
        message: `${name}: the ${side} count of cell ${cell} is ${count}; counts are integers from 0 on`,
        details: { function: name, side, cell, count: String(count) },
      })
    }
    total += count
  }
  if (total === 0) throw emptyError(name, side)
  return total
}
