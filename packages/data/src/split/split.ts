import { MillraceError, type Table } from '@millrace/core'
import { chooseTestRows } from './choose-test-rows.ts'
import { emptyPart, type RowAssignment, requireOneWay } from './row-assignment.ts'
import { rowsWhere } from './rows-where.ts'

/**
 * How {@link split} divides rows: a share for the test part, and one way to choose its rows.
 *
 * @category Splitting
 * @since 0.1.0
 */
export type SplitOptions<Column extends string = string> = {
  /** Share of the rows that the test part gets, above 0 and below 1; the number of rows is rounded to the nearest. */
  readonly test: number
} & RowAssignment<Column>

/**
 * Divides the rows of a table into a train and a test part, both in the order of the table. For a third part, split again.
 *
 * - `seed`: at random.
 * - `seed`, `stratify`: at random within each value of the column, null included. The rows of the test part are shared out among the
 *   values by the method of largest remainders: each value gets its proportional number of rows, rounded down or up. Equal remainders are
 *   decided by the seed.
 * - `seed`, `group`: groups are taken in random order as long as they fit into the test part, and then one more if that comes nearer to
 *   the share and leaves a train part. The share is met within half the size of the largest group where there are groups enough for that.
 * - `time`: the test part is the latest rows. Rows of one time stay together, on the train side of the boundary: every test row is later
 *   than every train row, and the test part is at most its share.
 *
 * @param table - the rows, at least 2; not changed
 * @returns the train part, then the test part
 * @throws MillraceError `E_OPTION_INVALID` when the share is not between 0 and 1 or options exclude each other; `E_SEED_INVALID` when the
 * seed is no seed; `E_COLUMN_UNKNOWN` when a column does not exist; `E_TIME_INVALID` when the time column holds null, text or booleans;
 * `E_SPLIT_EMPTY` when a part would be empty
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { split } from '@millrace/data'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ id: z.int(), status: z.enum(['Y', 'N']) })
 * const loans = fromRows(Loan, Array.from({ length: 10 }, (_, id) => ({ id, status: id < 5 ? 'Y' as const : 'N' as const })))
 * const [train, test] = split(loans, { test: 0.2, seed: 7, stratify: 'status' })
 *
 * train.rowCount // => 8
 * Array.from(test.rows(), (loan) => loan.status) // => ['Y', 'N']
 * ```
 * @category Splitting
 * @since 0.1.0
 */
export function split<Row>(table: Table<Row>, options: SplitOptions<keyof Row & string>): readonly [train: Table<Row>, test: Table<Row>] {
  requireOneWay('split', options)
  const size = testSize(table.rowCount, options.test)
  const chosen = chooseTestRows(table, options, size)
  const train = rowsWhere(table.rowCount, (row) => chosen[row] === 0)
  const test = rowsWhere(table.rowCount, (row) => chosen[row] === 1)
  if (train.length === 0 || test.length === 0) {
    const part = test.length === 0 ? 'test' : 'train'
    throw emptyPart(`split: the ${part} part of ${table.rowCount} rows would be empty; ${remedy(options)}`, {
      rows: table.rowCount,
      test: options.test,
    })
  }
  return [table.take(train), table.take(test)]
}

function testSize(rowCount: number, share: number): number {
  if (!(share > 0 && share < 1)) {
    throw new MillraceError({
      code: 'E_OPTION_INVALID',
      message: `split: test is ${share}; give a share above 0 and below 1`,
      details: { option: 'test', value: String(share) },
    })
  }
  return Math.round(share * rowCount)
}

function remedy({ time, group }: RowAssignment<string>): string {
  if (time !== undefined) return 'too many rows have the latest time: raise test or use a finer time'
  if (group !== undefined) return 'no group is small enough: change test, or group by something finer'
  return 'change test or bring more rows'
}
