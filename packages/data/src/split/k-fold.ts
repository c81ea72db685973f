import { MillraceError, type Table } from '@millrace/core'
import { columnOf } from '../internal/column-of.ts'
import { requireCount } from '../internal/require-count.ts'
import { type Classes, classesOf, oneClass } from './classes.ts'
import { contiguous, stratifiedInOrder, wholeGroupsInOrder } from './in-order.ts'
import { emptyPart, type OrderedAssignment, type RowAssignment, requireOneWay, timesOf } from './row-assignment.ts'
import { shuffled } from './shuffled.ts'

/**
 * How {@link kFold} deals rows into folds.
 *
 * @category Splitting
 * @since 0.1.0
 */
export type KFoldOptions<Column extends string = string, Name extends string = string> = {
  /** Number of folds, at least 2. */
  readonly folds: number
  /** Name of the new column. @defaultValue 'fold' */
  readonly column?: Name | undefined
} & (RowAssignment<Column> | OrderedAssignment<Column>)

/**
 * Adds a column that assigns every row to a fold, numbered from 0. Because folds are stored, every engine and every later run sees the
 * same ones.
 *
 * - `seed`: at random; the sizes of folds differ by at most one row.
 * - `seed`, `stratify`: besides, every value of the column, null included, is dealt so that its counts in the folds differ by at most one.
 * - `seed`, `group`: the largest group goes first, each to the fold that has the fewest rows; groups of one size are in random order.
 * - `time`: fold 0 is the earliest rows and the last fold the latest; rows of one time stay together, in the earlier fold. Read these with
 *   `folds(table, { forward: true })`, which trains on earlier folds alone.
 * - `shuffle: false`, perhaps with `stratify` or `group`: rows in their order, the folds of scikit-learn's `KFold`, `StratifiedKFold` and `GroupKFold`.
 *
 * @param table - the rows; not changed
 * @returns the table with one more integer column
 * @throws MillraceError `E_OPTION_INVALID` when `folds` is no whole number from 2 or options exclude each other; `E_COLUMN_EXISTS` when
 * the table has a column of the new name; `E_SPLIT_EMPTY` when a fold would have no row; `E_SEED_INVALID`, `E_COLUMN_UNKNOWN` and
 * `E_TIME_INVALID` as `split`
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { kFold } from '@millrace/data'
 * import { z } from 'zod'
 *
 * const loans = fromRows(z.object({ day: z.iso.date() }), [{ day: '2024-03-01' }, { day: '2024-01-01' }, { day: '2024-02-01' }])
 *
 * Array.from(kFold(loans, { folds: 3, time: 'day' }).rows(), (loan) => loan.fold) // => [2, 0, 1]
 * ```
 * @category Splitting
 * @since 0.1.0
 */
export function kFold<Row, const Name extends string = 'fold'>(
  table: Table<Row>,
  options: KFoldOptions<keyof Row & string, Name>,
): Table<Row & { readonly [K in Name]: number }> {
  const { folds, column: name = 'fold' as Name } = options
  requireCount({ caller: 'kFold', option: 'folds', value: folds, least: 2 })
  requireOneWay('kFold', options)
  if (table.schema.columns.some((column) => column.name === name)) throw columnExists(name)
  if (folds > table.rowCount)
    throw emptyPart(`kFold: ${folds} folds of ${table.rowCount} rows; ask for fewer folds`, { folds, rows: table.rowCount })
  const values = assignFolds(table, options)
  const used = new Set(values)
  for (let fold = 0; fold < folds; fold++) {
    if (!used.has(fold))
      throw emptyPart(`kFold: fold ${fold} of ${folds} would be empty: ${reasonFor(options)}; ask for fewer folds`, { folds, fold })
  }
  const spec = { name, kind: 'integer', nullable: false, optional: false, minimum: 0, maximum: folds - 1 } as const
  return table.withColumn<Name, number>(spec, { type: 'number', values }) as Table<Row & { readonly [K in Name]: number }>
}

function assignFolds(table: Table, options: KFoldOptions): Float64Array {
  if (options.time !== undefined) return inTimeOrder(timesOf('kFold', table, options.time), options.folds)
  if (isOrdered(options)) return inOrder(table, options)
  if (options.group !== undefined) return wholeGroups(classesOf(columnOf(table, options.group)), options.folds, options.seed)
  const classes = options.stratify === undefined ? oneClass(table.rowCount) : classesOf(columnOf(table, options.stratify))
  return dealt(classes, options.folds, options.seed)
}

const isOrdered = (options: KFoldOptions): options is KFoldOptions & OrderedAssignment<string> =>
  'shuffle' in options && options.shuffle === false

function inOrder(table: Table, { folds, stratify, group }: { readonly folds: number } & OrderedAssignment<string>): Float64Array {
  if (group !== undefined) return wholeGroupsInOrder(classesOf(columnOf(table, group)), folds)
  return stratify === undefined ? contiguous(table.rowCount, folds) : stratifiedInOrder(classesOf(columnOf(table, stratify)), folds)
}

/** A row belongs to the first fold whose last time is not before its own. */
function inTimeOrder(times: Float64Array, folds: number): Float64Array {
  const sorted = times.toSorted()
  const ends = Array.from(
    { length: folds - 1 },
    (_, fold) => sorted[Math.round(((fold + 1) * times.length) / folds) - 1] ?? Number.NEGATIVE_INFINITY,
  )
  return Float64Array.from(times, (time) => {
    const fold = ends.findIndex((end) => time <= end)
    return fold < 0 ? folds - 1 : fold
  })
}

function wholeGroups({ of, sizes }: Classes, folds: number, seed: number): Float64Array {
  const rows = new Float64Array(folds)
  const foldOf = new Int32Array(sizes.length)
  for (const group of shuffled(sizes.length, seed).sort((a, b) => sizes[b]! - sizes[a]!)) {
    const lightest = rows.reduce((best, count, fold) => (count < rows[best]! ? fold : best), 0)
    foldOf[group] = lightest
    rows[lightest]! += sizes[group]!
  }
  return Float64Array.from(of, (group) => foldOf[group]!)
}

/** Deals cards: shuffled rows, one class after the other, go round the folds without a break between classes. */
function dealt({ of, sizes }: Classes, folds: number, seed: number): Float64Array {
  let start = 0
  const next = Float64Array.from(sizes, (size) => {
    start += size
    return start - size
  })
  const values = new Float64Array(of.length)
  for (const row of shuffled(of.length, seed)) values[row] = next[of[row]!]!++ % folds
  return values
}

function columnExists(name: string): MillraceError {
  return new MillraceError({
    code: 'E_COLUMN_EXISTS',
    message: `kFold: the table already has a column '${name}'; name another by the option column`,
    details: { column: name },
  })
}

function reasonFor({ group, time }: RowAssignment<string> | OrderedAssignment<string>): string {
  return time === undefined ? `column '${group}' has too few groups` : `too many rows of column '${time}' have the same time`
}
