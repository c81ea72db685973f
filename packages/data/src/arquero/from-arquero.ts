import { MillraceError, refineRow, schemaOf, Table, type TableOptions } from '@millrace/core'
import type { ColumnTable } from 'arquero'
import type { z } from 'zod'
import type { ColumnView } from './column-view.ts'
import { importColumn } from './import-column.ts'
import { collectIssues } from './row-issues.ts'

/**
 * Makes a table of an arquero table and checks every value against the schema.
 *
 * Rows are those that arquero's filter leaves, in arquero's order; grouping is ignored, and so are columns that the schema lacks. Null,
 * undefined and NaN are null, -0 is 0. Days are `Date` at midnight UTC or ISO text, instants `Date` or ISO text. A `Float64Array` under a
 * `number` or `integer` column is shared rather than copied, and so is what `toArquero` showed, unless rows are filtered or ordered.
 * Strings are encoded, and checked, once per different value.
 *
 * @param table - an arquero table
 * @param schema - the zod object of one row
 * @returns the columns of the schema
 * @throws MillraceError `E_COLUMN_UNKNOWN` when a column is missing that is not optional; `E_ROWS_INVALID` when rows break the schema,
 * with the first 20 issues and the count, rows numbered from 0 as arquero orders them; `E_SCHEMA_UNSUPPORTED` as `schemaOf`
 * @example
 * ```ts
 * import { fromArquero } from '@millrace/data/arquero'
 * import { table } from 'arquero'
 * import { z } from 'zod'
 *
 * const large = table({ area: ['Urban', 'Rural', 'Urban'], amount: [120, null, 80] }).filter((loan) => loan.amount > 100)
 * const loans = fromArquero(large, z.object({ area: z.string(), amount: z.number() }))
 *
 * Array.from(loans.rows()) // => [{ area: 'Urban', amount: 120 }]
 * ```
 * @category Arquero
 * @since 0.1.0
 */
export function fromArquero<Shape extends z.core.$ZodLooseShape>(
  table: ColumnTable,
  schema: z.ZodObject<Shape>,
  options: TableOptions = {},
): Table<z.output<z.ZodObject<Shape>>> {
  const typed = schemaOf(schema)
  const rows = table.isFiltered() || table.isOrdered() ? table.indices() : null
  const issues = collectIssues()
  const columns = typed.columns.map((spec) => {
    const data = requireColumn(table, spec.name, spec.optional)
    const refinement = typed.refinements.get(spec.name)
    return [spec.name, importColumn(data, { spec, refinement, rows, report: issues.report })] as const
  })
  issues.throwIfAny()
  const result = new Table(typed, new Map(columns), options)
  refineRows(result, issues.report)
  issues.throwIfAny()
  return result
}

function requireColumn(table: ColumnTable, name: string, optional: boolean): ColumnView {
  if (table.columnIndex(name) >= 0) return table.column(name)!
  if (optional) return { length: table.totalRows(), at: () => null, [Symbol.iterator]: () => [].values() }
  const known = table.columnNames()
  throw new MillraceError({
    code: 'E_COLUMN_UNKNOWN',
    message: `fromArquero: the arquero table has no column '${name}'; it has ${known.map((one) => `'${one}'`).join(', ')}`,
    details: { column: name, known },
  })
}

/** Runs checks over several columns, for which optional keys are left out of a row rather than null. */
function refineRows(table: Table, report: ReturnType<typeof collectIssues>['report']): void {
  const { rowRefinement, columns } = table.schema
  if (rowRefinement === undefined) return
  const absent = new Set(columns.filter(({ optional, nullable }) => optional && !nullable).map(({ name }) => name))
  for (let index = 0; index < table.rowCount; index++) {
    const entries = Object.entries(table.row(index) as object).filter(([name, value]) => value !== null || !absent.has(name))
    refineRow(rowRefinement, Object.fromEntries(entries), (issue) => report(index, issue))
  }
}
