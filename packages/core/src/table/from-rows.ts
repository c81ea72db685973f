import type { z } from 'zod'
import { safeParse } from 'zod'
import { MillraceError } from '../errors/millrace-error.ts'
import { compileCheck } from '../schema/check-value.ts'
import type { ColumnSpec } from '../schema/column-spec.ts'
import { isText } from '../schema/column-spec.ts'
import { toPhysical } from '../schema/physical-value.ts'
import { type Schema, schemaOf } from '../schema/schema.ts'
import type { Column } from './column.ts'
import { type RowIssue, shown } from './row-issue.ts'
import { Table, type TableOptions } from './table.ts'

const reported = 20

/**
 * Makes a table of row objects and checks every value against the schema.
 *
 * null and missing keys of nullable or optional columns are null, and so is NaN; keys that the schema lacks are left out; -0 becomes 0.
 *
 * @param schema - the zod object of one row
 * @param rows - the rows, read once
 * @returns the columns
 * @throws MillraceError `E_ROWS_INVALID` when rows break the schema, with the first 20 issues and the count; `E_SCHEMA_UNSUPPORTED` as `schemaOf`
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { z } from 'zod'
 *
 * const loans = fromRows(z.object({ amount: z.number().nullable() }), [{ amount: 120 }, { amount: null }])
 * loans.rowCount // => 2
 * [...loans.rows()] // => [{ amount: 120 }, { amount: null }]
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

/** {@link fromRows} for a schema that was read already, or loaded with a model. */
export function tableOfRows<Row>(schema: Schema<Row>, rows: Iterable<Readonly<Record<string, unknown>>>, options: TableOptions = {}): Table<Row> {
  const builders = schema.columns.map((spec) => columnBuilder(spec, compileCheck(spec, schema.refinements.get(spec.name))))
  const issues: (RowIssue & { readonly row: number })[] = []
  let failed = 0
  let row = 0
  for (const given of rows) {
    const before = failed
    const report = (issue: RowIssue) => {
      if (failed++ < reported) issues.push({ ...issue, row })
    }
    for (const builder of builders) builder.push(given, report)
    if (schema.rowRefinement !== undefined && failed === before) refineRow(schema.rowRefinement, given, report)
    row++
  }
  if (failed > 0) throw rowsInvalid(issues, failed)
  return new Table(schema, new Map(builders.map((builder) => [builder.name, builder.finish()])), options)
}

interface ColumnBuilder {
  readonly name: string
  push(row: Readonly<Record<string, unknown>>, report: (issue: RowIssue) => void): void
  finish(): Column
}

function columnBuilder(spec: ColumnSpec, check: ReturnType<typeof compileCheck>): ColumnBuilder {
  const numbers: number[] = []
  const dictionary: string[] = []
  const codes = new Map<string, number>()
  const text = isText(spec.kind)
  const encode = (value: string) => {
    const code = codes.get(value) ?? dictionary.push(value) - 1
    codes.set(value, code)
    return code
  }
  return {
    name: spec.name,
    push(row, report) {
      const given = Object.hasOwn(row, spec.name) ? row[spec.name] : undefined
      const value = toPhysical(spec, given)
      const reason = value === undefined ? `not of kind ${spec.kind}` : check(value)
      if (reason !== null) report({ path: [spec.name], message: reason, value: shown(given) })
      numbers.push(typeof value === 'number' ? value : typeof value === 'string' ? encode(value) : text ? -1 : Number.NaN)
    },
    finish: () =>
      text
        ? { type: 'string', codes: Int32Array.from(numbers), dictionary: Object.freeze(dictionary) }
        : { type: 'number', values: Float64Array.from(numbers) },
  }
}

/** Reports what a check over several columns refuses. */
export function refineRow(refinement: z.core.$ZodType, row: unknown, report: (issue: RowIssue) => void): void {
  const result = safeParse(refinement, row)
  for (const issue of result.error?.issues ?? []) {
    report({ path: issue.path.map(String), message: issue.message, value: shown(row) })
  }
}

/** The error for rows that break the schema: the first issues, and how many there are in all. */
export function rowsInvalid(issues: readonly (RowIssue & { readonly row: number })[], failed: number): MillraceError {
  const [first] = issues
  const more = failed > 1 ? ` (and ${failed - 1} more)` : ''
  return new MillraceError({
    code: 'E_ROWS_INVALID',
    message: `row ${first?.row}, column '${first?.path.join('.')}': ${first?.message}, but the value is ${first?.value}${more}`,
    details: { failed, issues: issues.map((issue) => ({ ...issue })) },
  })
}
