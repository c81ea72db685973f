import type { Column, ColumnSpec, Table } from '@millrace/core'
import type { ColumnTable } from 'arquero'
import { columnOf } from '../internal/column-of.ts'
import { importPeer } from '../internal/optional-peer.ts'
import { type ColumnView, viewColumn } from './column-view.ts'

/**
 * How {@link toArquero} shows nulls.
 *
 * @category Arquero
 * @since 0.1.0
 */
export interface ToArqueroOptions {
  /**
   * How a number that is null reads. `'nan'` hands over the typed array itself: arquero leaves NaN out of every aggregate, arithmetic
   * with it gives NaN, and no `<`, `>` or `==` with it holds. `'null'` shows null where there are nulls; but `null + 1` is 1 in
   * JavaScript, and `null < 1` holds. @defaultValue 'nan'
   */
  readonly nulls?: 'nan' | 'null' | undefined
}

/**
 * Shows a table as an arquero table, without copying a value.
 *
 * Numbers are the very `Float64Array` of the column, which must not be written to. Strings, booleans, days and instants are views that
 * arquero reads value by value: strings as text, booleans as true and false, days and instants as `Date` in UTC (read days with
 * `op.utcyear` and the like), each null where the value is null. Arquero takes null, undefined and NaN alike for missing.
 *
 * @param table - any table
 * @returns an arquero table of the same rows and columns
 * @throws MillraceError `E_PEER_MISSING` when arquero is not installed
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { toArquero } from '@millrace/data/arquero'
 * import { op } from 'arquero'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ area: z.enum(['Urban', 'Rural']), approved: z.boolean() })
 * const loans = fromRows(Loan, [{ area: 'Urban', approved: true }, { area: 'Rural', approved: false }, { area: 'Urban', approved: false }])
 * const rates = (await toArquero(loans)).groupby('area').rollup({ rate: op.mean('approved') })
 *
 * rates.objects() // => [{ area: 'Urban', rate: 0.5 }, { area: 'Rural', rate: 0 }]
 * ```
 * @category Arquero
 * @since 0.1.0
 */
export async function toArquero(table: Table, { nulls = 'nan' }: ToArqueroOptions = {}): Promise<ColumnTable> {
  const arquero = await importPeer('arquero', () => import('arquero'))
  const columns = table.schema.columns.map((spec) => [spec.name, shown(spec, columnOf(table, spec.name), nulls)] as const)
  return new arquero.ColumnTable(
    Object.fromEntries(columns),
    columns.map(([name]) => name),
  )
}

function shown(spec: ColumnSpec, column: Column, nulls: 'nan' | 'null'): Float64Array | ColumnView {
  const isNumber = column.type === 'number' && (spec.kind === 'number' || spec.kind === 'integer')
  return isNumber && (nulls === 'nan' || !column.values.includes(Number.NaN)) ? column.values : viewColumn(spec, column)
}
