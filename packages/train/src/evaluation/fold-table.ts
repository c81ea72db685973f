import type { Table } from '@millrace/core'
import { kFold } from '@millrace/data/split'
import type { TargetSpec } from '../model/target.ts'

/**
 * How rows go into folds.
 *
 * @category Evaluation
 * @since 0.1.0
 */
export interface FoldDivision {
  /** Where randomness starts. */
  readonly seed: number
  /** Number of folds; not used where a fold column is named. @defaultValue 5 */
  readonly folds?: number
  /** A column of stored folds, as `kFold` adds it. @defaultValue folds are made: stratified by the target, or at random for a number */
  readonly column?: string
  /** A column whose values stay together, persons say: no fold tests a group that it was trained on. */
  readonly group?: string
  /** A column of days, instants or numbers: folds in its order. */
  readonly time?: string
  /** Trains on earlier folds alone, for folds in time order. @defaultValue true with `time`, else false */
  readonly forward?: boolean
}

const ownColumn = '~validation'

/** The table with a column of folds. */
export function foldTable(
  table: Table,
  target: TargetSpec,
  { seed, folds = 5, column, group, time, forward = time !== undefined }: FoldDivision,
): { readonly table: Table; readonly column: never; readonly forward: boolean } {
  const ways = Object.entries({ column, group, time }).filter(([, value]) => value !== undefined)
  if (ways.length > 1)
    throw new RangeError(`crossValidate: ${ways.map(([way]) => way).join(' and ')} are given; give one way to divide the rows`)
  const rows = table as Table<Record<string, unknown>>
  if (column !== undefined) return { table, column: column as never, forward }
  const made = { folds, column: ownColumn } as const
  const folded =
    time !== undefined
      ? kFold(rows, { ...made, time })
      : group !== undefined
        ? kFold(rows, { ...made, seed, group })
        : kFold(rows, { ...made, seed, ...(target.kind !== 'regression' && { stratify: target.column }) })
  return { table: folded as Table, column: ownColumn as never, forward }
}
