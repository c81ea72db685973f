import { type Column, type ColumnSpec, deepFreeze, type Table } from '@millrace/core'
import { columnOf } from '../internal/column-of.ts'
import { requireCount } from '../internal/require-count.ts'
import { describeBooleans, describeNumbers, describeTimes } from './describe-numbers.ts'
import { describeText } from './describe-text.ts'
import type { ColumnStatistics, TableStatistics } from './statistics.ts'

/**
 * How much {@link describe} tells.
 *
 * @category Statistics
 * @since 0.1.0
 */
export interface DescribeOptions {
  /** How many of the most frequent strings are named, 0 to 1,000. @defaultValue 10 */
  readonly top?: number | undefined
  /** Cells of a numeric histogram, 1 to 10,000. @defaultValue 10 */
  readonly cells?: number | undefined
}

/**
 * Computes statistics of every column, exactly, as plain data to print, store, review and compare.
 *
 * NaN and code -1 are null: they are counted as nulls and take no part in anything else. The result depends on the values alone, not on
 * the order of rows or dictionaries. The deviation is that of the population, quantiles are linear between order statistics (numpy's
 * default), and the cells of a histogram are of equal width between the least and greatest value.
 *
 * @param table - the rows to describe; not changed
 * @returns frozen JSON, without NaN and infinities: a statistic that needs a value is null where the column has none
 * @throws MillraceError `E_OPTION_INVALID` when `top` or `cells` is not a whole number in its range
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { describe } from '@millrace/data'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number().nullable(), area: z.enum(['Urban', 'Rural']) })
 * const loans = fromRows(Loan, [{ amount: 120, area: 'Urban' }, { amount: null, area: 'Rural' }, { amount: 80, area: 'Urban' }])
 * const [amount, area] = describe(loans).columns
 *
 * amount?.nulls // => 1
 * amount?.kind === 'number' && amount.mean // => 100
 * area?.kind === 'category' && area.top // => [{ value: 'Urban', count: 2 }, { value: 'Rural', count: 1 }]
 * ```
 * @category Statistics
 * @since 0.1.0
 */
export function describe(table: Table, { top = 10, cells = 10 }: DescribeOptions = {}): TableStatistics {
  requireCount({ caller: 'describe', option: 'top', value: top, least: 0, most: 1000 })
  requireCount({ caller: 'describe', option: 'cells', value: cells, least: 1, most: 10_000 })
  const columns = table.schema.columns.map((spec) => describeColumn(spec, columnOf(table, spec.name), top, cells))
  return deepFreeze({ rows: table.rowCount, ...(table.version === undefined ? {} : { version: table.version }), columns })
}

function describeColumn({ name, kind }: ColumnSpec, column: Column, top: number, cells: number): ColumnStatistics {
  const rows = column.type === 'string' ? column.codes.length : column.values.length
  const nulls = countNulls(column)
  const presence = { name, count: rows - nulls, nulls, nullShare: rows === 0 ? null : nulls / rows }
  if (column.type === 'string') return describeText(presence, kind === 'category' ? kind : 'string', column, top)
  if (kind === 'boolean') return describeBooleans(presence, column.values)
  if (kind === 'day' || kind === 'instant') return describeTimes(presence, kind, column.values)
  return describeNumbers(presence, kind === 'integer' ? kind : 'number', column.values, cells)
}

function countNulls(column: Column): number {
  let nulls = 0
  if (column.type === 'string') for (const code of column.codes) nulls += Number(code < 0)
  else for (const value of column.values) nulls += Number(Number.isNaN(value))
  return nulls
}
