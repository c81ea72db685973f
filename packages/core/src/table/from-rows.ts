import type { z } from 'zod'
import { compileCheck } from '../schema/check-value.ts'
import { type ColumnSpec, isText } from '../schema/column-spec.ts'
import { fromPhysical, type PhysicalValue, toPhysical } from '../schema/physical-value.ts'
import type { Schema } from '../schema/schema.ts'
import { schemaOf } from '../schema/schema-of.ts'
import type { Column } from './column.ts'
import { type RowIssue, shown } from './row-issue.ts'
import { refineRow, reportedIssues, rowsInvalid } from './rows-invalid.ts'
import { Table, type TableOptions } from './table.ts'

/**
 * Makes a table of row objects and checks every value against the schema.
 *
 * null and missing keys of nullable or optional columns are null, and so is NaN; keys that the schema lacks are left out; -0 becomes 0.
 *
 * @param schema - the zod object of one row
 * @param rows - the rows, read once
 * @param options - the digest of the data, if it has one
 * @returns the columns
 * @throws MillraceError `E_ROWS_INVALID` when rows break the schema, with the first 20 issues and the count; `E_SCHEMA_UNSUPPORTED` as `schemaOf`
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { z } from 'zod'
 *
 * const loans = fromRows(z.object({ amount: z.number().nullable() }), [{ amount: 120 }, { amount: null }])
 * loans.rowCount // => 2
 * Array.from(loans.rows()) // => [{ amount: 120 }, { amount: null }]
 * ```
 * @category Table
 * @since 0.1.0
 */
export function fromRows<Shape extends z.core.$ZodLooseShape>(
  schema: z.ZodObject<Shape>,
  rows: Iterable<z.output<z.ZodObject<Shape>>>,
  options: TableOptions = {},
): Table<z.output<z.ZodObject<Shape>>> {
  return tableOfRows(schemaOf(schema), rows as Iterable<Readonly<Record<string, unknown>>>, options)
}

/**
 * `fromRows` for a schema that was read already, or loaded with a model.
 *
 * @param schema - the columns
 * @param rows - the rows, read once
 * @param options - the digest of the data, if it has one
 * @returns the columns
 * @throws MillraceError `E_ROWS_INVALID` as `fromRows`
 * @example
 * ```ts
 * import { schemaFromColumns, tableOfRows } from '@millrace/core'
 *
 * const schema = schemaFromColumns([{ name: 'amount', kind: 'number', nullable: false, optional: false, minimum: 0 }])
 * tableOfRows(schema, [{ amount: 120 }]).rowCount // => 1
 * tableOfRows(schema, [{ amount: -1 }]) // => throws E_ROWS_INVALID
 * ```
 * @category Table
 * @since 0.1.0
 */
export function tableOfRows<Row>(
  schema: Schema<Row>,
  rows: Iterable<Readonly<Record<string, unknown>>>,
  options: TableOptions = {},
): Table<Row> {
  const builders = schema.columns.map((spec) => columnBuilder(spec, compileCheck(spec, schema.refinements.get(spec.name))))
  const issues: (RowIssue & { readonly row: number })[] = []
  let failed = 0
  let row = 0
  const report = (issue: RowIssue) => {
    if (failed++ < reportedIssues) issues.push({ ...issue, row })
  }
  for (const given of rows) {
    const before = failed
    if (typeof given !== 'object' || given === null) report({ path: [], message: 'a row is an object', value: shown(given) })
    else for (const builder of builders) builder.push(given, report)
    if (schema.rowRefinement !== undefined && failed === before) refineRow(schema.rowRefinement, lastRow(builders), report)
    row++
  }
  if (failed > 0) throw rowsInvalid(issues, failed)
  return new Table(schema, new Map(builders.map((builder) => [builder.spec.name, builder.finish()])), options)
}

interface ColumnBuilder {
  readonly spec: ColumnSpec
  /** The value that was pushed last. */
  readonly last: PhysicalValue
  push(row: Readonly<Record<string, unknown>>, report: (issue: RowIssue) => void): void
  finish(): Column
}

function columnBuilder(spec: ColumnSpec, check: ReturnType<typeof compileCheck>): ColumnBuilder {
  const text = isText(spec.kind)
  const numbers: number[] = []
  const dictionary: string[] = []
  const codes = new Map<string, number>()
  let last: PhysicalValue = null
  const encode = (value: string) => {
    const code = codes.get(value) ?? dictionary.push(value) - 1
    codes.set(value, code)
    return code
  }
  return {
    spec,
    get last() {
      return last
    },
    push(row, report) {
      const given = Object.hasOwn(row, spec.name) ? row[spec.name] : undefined
      const value = toPhysical(spec, given)
      const reason = value === undefined ? `not of kind ${spec.kind}` : check(value)
      if (reason !== null) report({ path: [spec.name], message: reason, value: shown(given) })
      last = value ?? (text ? null : Number.NaN)
      numbers.push(typeof last === 'string' ? encode(last) : (last ?? -1))
    },
    finish: () =>
      text
        ? { type: 'string', codes: Int32Array.from(numbers), dictionary: Object.freeze(dictionary) }
        : { type: 'number', values: Float64Array.from(numbers) },
  }
}

/** The row that was pushed last, as zod sees it. */
function lastRow(builders: readonly ColumnBuilder[]): Readonly<Record<string, unknown>> {
  const entries = builders.map(({ spec, last }) => [spec, fromPhysical(spec, last)] as const)
  return Object.fromEntries(entries.filter(([spec, value]) => value !== null || spec.nullable).map(([spec, value]) => [spec.name, value]))
}
