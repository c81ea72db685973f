import { findColumn, MillraceError, type Table } from '@millrace/core'
import { columnOf } from '../internal/column-of.ts'

/**
 * Rows are dealt at random, in equal proportions of the values of a column if one is named.
 *
 * @category Splitting
 * @since 0.1.0
 */
export interface RandomAssignment<Column extends string> {
  /** Seed of the random order, an integer from 0 to 2^53 - 1. */
  readonly seed: number
  /** Column whose values every part holds in equal proportions; null is a value. */
  readonly stratify?: Column | undefined
  /** Not together with `stratify`. */
  readonly group?: undefined
  /** Not together with `seed`. */
  readonly time?: undefined
}

/**
 * Rows with the same value stay together.
 *
 * @category Splitting
 * @since 0.1.0
 */
export interface GroupAssignment<Column extends string> {
  /** Seed of the random order of groups, an integer from 0 to 2^53 - 1. */
  readonly seed: number
  /** Column that names the group of a row; rows with null are one group, since nothing tells them apart. */
  readonly group: Column
  /** Not together with `group`. */
  readonly stratify?: undefined
  /** Not together with `group`. */
  readonly time?: undefined
}

/**
 * Earlier rows come before later ones; nothing is random.
 *
 * @category Splitting
 * @since 0.1.0
 */
export interface TimeAssignment<Column extends string> {
  /** Column of days, instants or numbers, without null. */
  readonly time: Column
  /** Not together with `time`: nothing is random. */
  readonly seed?: undefined
  /** Not together with `time`. */
  readonly stratify?: undefined
  /** Not together with `time`. */
  readonly group?: undefined
}

/**
 * Nothing is random: rows go to folds in their order, as scikit-learn's splitters deal them without shuffling.
 *
 * @category Splitting
 * @since 0.1.0
 */
export interface OrderedAssignment<Column extends string> {
  /** Said in words, since sorted rows make poor folds. */
  readonly shuffle: false
  /** Not together with `shuffle`. */
  readonly seed?: undefined
  /** Column whose values every fold holds in equal proportions; null is a value. */
  readonly stratify?: Column | undefined
  /** Column that names the group of a row. */
  readonly group?: Column | undefined
  /** Not together with `shuffle`. */
  readonly time?: undefined
}

/**
 * How rows are assigned to parts: at random, by group or by time.
 *
 * @category Splitting
 * @since 0.1.0
 */
export type RowAssignment<Column extends string> = RandomAssignment<Column> | GroupAssignment<Column> | TimeAssignment<Column>

/** Refuses combinations that the types exclude but programs without types may write. */
export function requireOneWay(caller: string, { stratify, group, time }: RowAssignment<string> | OrderedAssignment<string>): void {
  const given = Object.entries({ stratify, group, time }).filter(([, column]) => column !== undefined)
  if (given.length <= 1) return
  const names = given.map(([option]) => option)
  throw new MillraceError({
    code: 'E_OPTION_INVALID',
    message: `${caller}: ${names.join(' and ')} are given together; rows are assigned in one way only`,
    details: { options: names },
  })
}

/** The values of a column that orders rows in time. */
export function timesOf(caller: string, table: Table, name: string): Float64Array {
  const column = columnOf(table, name)
  const kind = findColumn(table.schema, name)?.kind
  if (column.type === 'string' || kind === 'boolean') {
    throw timeInvalid(`${caller}: column '${name}' is of kind ${kind}; time is a column of days, instants or numbers`, { column: name })
  }
  const row = column.values.findIndex(Number.isNaN)
  if (row < 0) return column.values
  throw timeInvalid(`${caller}: column '${name}' is null in row ${row}; filter or fill rows without a time first`, { column: name, row })
}

function timeInvalid(message: string, details: { readonly column: string; readonly row?: number }): MillraceError {
  return new MillraceError({ code: 'E_TIME_INVALID', message, details: { ...details } })
}

/** An error for a part that would hold no row. */
export function emptyPart(message: string, details: Readonly<Record<string, number>>): MillraceError {
  return new MillraceError({ code: 'E_SPLIT_EMPTY', message, details })
}
