import { type Column, schemaOf, Table } from '@millrace/core'
import { nastyColumns } from './nasty-columns.ts'
import { Nasty, type NastyRow } from './nasty-row.ts'

/**
 * Which rows of {@link nastyTable} are fitted on.
 *
 * @category Testing
 * @since 0.1.0
 */
export type NastyVariant = 'all rows' | 'one row' | 'no row' | 'all null'

/** The variants, the ordinary one first. */
export const nastyVariants: readonly NastyVariant[] = Object.freeze(['all rows', 'one row', 'no row', 'all null'])

/**
 * Rows to fit on, and rows to apply to what was fitted.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface NastyTables {
  /** Rows to fit on. */
  readonly fit: Table<NastyRow>
  /** The same rows and, in the variant `all rows`, 600 that hold strings and numbers which fitting does not see. */
  readonly apply: Table<NastyRow>
}

const fitRows = 5_400
const applyRows = 6_000
const identifiers = 5_000
const nullRows = 60

/**
 * A table of what breaks transforms: null, unseen values, categories called `null`, `other` and `__proto__`, the empty string beside null, quotes, line breaks, text
 * that sorts differently by UTF-16 than by code points, -0, 5e-324, 1e15, 1e308, integers near 2^53, days before the epoch and at leap days, a constant column,
 * ties, and 5,000 distinct identifiers.
 *
 * @param variant - all rows, or what is left of them: one row without null, no row, 60 rows of null (`target` and `fold` excepted)
 * @returns the same tables at every call
 * @example
 * ```ts
 * import { nastyTable } from '@millrace/data/testing'
 *
 * nastyTable().fit.rowCount // => 5400
 * nastyTable('one row').apply.row(0).category // => 'high'
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function nastyTable(variant: NastyVariant = 'all rows'): NastyTables {
  allRows ??= createAllRows()
  const { fit, apply } = allRows
  if (variant === 'all rows') return allRows
  const rows = variant === 'one row' ? fit.slice(0, 1) : variant === 'no row' ? fit.slice(0, 0) : allNull(apply.slice(0, nullRows))
  return Object.freeze({ fit: rows, apply: rows })
}

let allRows: NastyTables | undefined

function createAllRows(): NastyTables {
  const apply = new Table(schemaOf(Nasty), new Map(Object.entries(nastyColumns({ fitRows, applyRows, identifiers }))))
  return Object.freeze({ fit: apply.slice(0, fitRows), apply })
}

function allNull(table: Table<NastyRow>): Table<NastyRow> {
  const columns = table.schema.columns.map(({ name }): [string, Column] => {
    const column = table.column(name as keyof NastyRow)
    if (name === 'target' || name === 'fold') return [name, column]
    if (column.type === 'string') return [name, { ...column, codes: new Int32Array(table.rowCount).fill(-1) }]
    return [name, { type: 'number', values: new Float64Array(table.rowCount).fill(Number.NaN) }]
  })
  return new Table(table.schema, new Map(columns))
}
