import { MillraceError, type Table } from '@millrace/core'
import { columnOf } from '../internal/column-of.ts'
import { requireCount } from '../internal/require-count.ts'
import { rowsWhere } from './rows-where.ts'

/**
 * How {@link folds} reads a fold column.
 *
 * @category Splitting
 * @since 0.1.0
 */
export interface FoldsOptions<Column extends string = string> {
  /** Column that holds the fold of a row, as `kFold` adds it. @defaultValue 'fold' */
  readonly column?: Column | undefined
  /** Trains on the folds before the tested one alone, for folds in time order; fold 0 is then never tested. @defaultValue false */
  readonly forward?: boolean | undefined
}

/**
 * Which fold {@link foldIndexes} tests.
 *
 * @category Splitting
 * @since 0.1.0
 */
export interface FoldIndexesOptions<Column extends string = string> extends FoldsOptions<Column> {
  /** Number of the fold that is tested, from 0, or from 1 with `forward`. */
  readonly fold: number
}

/**
 * One turn of a cross-validation.
 *
 * @category Splitting
 * @since 0.1.0
 */
export interface Fold<Row = unknown> {
  /** Number of the fold that is tested. */
  readonly fold: number
  /** The rows to learn from, in the order of the table. */
  readonly train: Table<Row>
  /** The rows of the fold, in the order of the table. */
  readonly test: Table<Row>
  /** Where the rows of `train` lie in the table, ascending. */
  readonly trainRows: Int32Array
  /** Where the rows of `test` lie in the table, ascending: held-out scores go back there. */
  readonly testRows: Int32Array
}

/**
 * Divides a table by its stored folds, one fold after the other; each division is made when it is asked for.
 *
 * Each fold is tested once against all others; with `forward`, each fold but the first is tested once against those before it.
 *
 * @param table - rows with a fold column: whole numbers from 0, each used, no null
 * @returns the divisions, by ascending number of the tested fold
 * @throws MillraceError `E_COLUMN_UNKNOWN` when there is no fold column, `E_FOLD_INVALID` when its values are not folds numbered from 0
 * without gaps, or there is only one fold
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { folds, kFold } from '@millrace/data'
 * import { z } from 'zod'
 *
 * const loans = fromRows(z.object({ id: z.int() }), Array.from({ length: 9 }, (_, id) => ({ id })))
 * const folded = kFold(loans, { folds: 3, seed: 7 })
 *
 * Array.from(folds(folded), ({ train, test }) => [train.rowCount, test.rowCount]) // => [[6, 3], [6, 3], [6, 3]]
 * Array.from(folds(folded, { forward: true }), ({ train, test }) => [train.rowCount, test.rowCount]) // => [[3, 3], [6, 3]]
 * ```
 * @category Splitting
 * @since 0.1.0
 */
export function folds<Row>(table: Table<Row>, options: FoldsOptions<keyof Row & string> = {}): Generator<Fold<Row>, void, undefined> {
  return divide(table, readFolds(table, options.column), options.forward ?? false)
}

/**
 * Tells which rows of a table belong to one turn of {@link folds}, without making tables of them.
 *
 * @param table - rows with a fold column, as for `folds`
 * @returns the rows to learn from and the rows of the fold, both ascending
 * @throws MillraceError `E_OPTION_INVALID` when there is no such fold to test; `E_COLUMN_UNKNOWN` and `E_FOLD_INVALID` as `folds`
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { foldIndexes } from '@millrace/data'
 * import { z } from 'zod'
 *
 * const loans = fromRows(z.object({ fold: z.int() }), [{ fold: 0 }, { fold: 1 }, { fold: 2 }, { fold: 1 }])
 *
 * foldIndexes(loans, { fold: 1 }) // => { train: Int32Array.of(0, 2), test: Int32Array.of(1, 3) }
 * foldIndexes(loans, { fold: 1, forward: true }) // => { train: Int32Array.of(0), test: Int32Array.of(1, 3) }
 * ```
 * @category Splitting
 * @since 0.1.0
 */
export function foldIndexes<Row>(
  table: Table<Row>,
  { fold, column, forward = false }: FoldIndexesOptions<keyof Row & string>,
): { readonly train: Int32Array; readonly test: Int32Array } {
  const { values, count } = readFolds(table, column)
  requireCount({ caller: 'foldIndexes', option: 'fold', value: fold, least: forward ? 1 : 0, most: count - 1 })
  return indexesOf(values, fold, forward)
}

interface StoredFolds {
  readonly values: Float64Array
  readonly count: number
}

function* divide<Row>(table: Table<Row>, { values, count }: StoredFolds, forward: boolean): Generator<Fold<Row>, void, undefined> {
  for (let fold = forward ? 1 : 0; fold < count; fold++) {
    const { train, test } = indexesOf(values, fold, forward)
    yield Object.freeze({ fold, train: table.take(train), test: table.take(test), trainRows: train, testRows: test })
  }
}

function indexesOf(values: Float64Array, fold: number, forward: boolean): { readonly train: Int32Array; readonly test: Int32Array } {
  const train = rowsWhere(values.length, (row) => (forward ? values[row]! < fold : values[row] !== fold))
  return { train, test: rowsWhere(values.length, (row) => values[row] === fold) }
}

function readFolds(table: Table, name = 'fold'): StoredFolds {
  const column = columnOf(table, name)
  if (column.type === 'string') throw foldInvalid(name, 'it holds strings')
  return { values: column.values, count: countFolds(name, column.values) }
}

function countFolds(name: string, values: Float64Array): number {
  const found = new Set(values)
  for (const value of found) {
    if (Number.isNaN(value)) throw foldInvalid(name, `row ${values.findIndex(Number.isNaN)} is null`)
    if (!(Number.isSafeInteger(value) && value >= 0 && value < found.size))
      throw foldInvalid(name, `it holds ${value} among ${found.size} different values`)
  }
  if (found.size < 2) throw foldInvalid(name, `there are ${found.size} folds, and at least 2 are needed`)
  return found.size
}

function foldInvalid(column: string, why: string): MillraceError {
  return new MillraceError({
    code: 'E_FOLD_INVALID',
    message: `folds: column '${column}' does not number folds from 0 without a gap: ${why}; add one with kFold`,
    details: { column },
  })
}
