import { MillraceError } from '../errors/millrace-error.ts'
import { runGraph } from '../machine/machine.ts'
import { compileCheck } from '../schema/check-value.ts'
import { type ColumnSpec, isText } from '../schema/column-spec.ts'
import { findColumn, schemaFromColumns } from '../schema/schema.ts'
import type { Column } from '../table/column.ts'
import { shown } from '../table/row-issue.ts'
import { rowsInvalid } from '../table/rows-invalid.ts'
import { Table, valueAt } from '../table/table.ts'
import { kindOf } from './kinds/kinds.ts'
import type { ModelDefinition, ModelOutput } from './model-definition.ts'
import { outputsOf } from './predict-row.ts'

/** Scores a table: one column an output. */
export function predictTable(definition: ModelDefinition, table: Table<never>): Table<never> {
  for (const column of [...definition.inputs, ...definition.monitored]) checkColumn(column, table as Table)
  const outputs = outputsOf(definition)
  const graph = { ...definition.graph, outputs: new Map(outputs.map((output) => [output, definition.graph.outputs.get(output)!])) }
  const specs = outputs.map((output) => ({ ...outputColumn(output, definition), nullable: true }))
  const columns = runGraph(graph, table)
  clearUnscored(columns, kindOf(definition.target).scores(definition.target))
  return new Table(schemaFromColumns(specs), columns, { version: table.version }) as Table<never>
}

/** A row whose score overflowed has no other output either: what rests on infinity would look sure of itself. */
function clearUnscored(columns: ReadonlyMap<string, Column>, scores: readonly string[]): void {
  for (const score of scores) {
    const column = columns.get(score)!
    if (column.type !== 'number') continue
    for (let row = 0; row < column.values.length; row++) if (Number.isNaN(column.values[row])) clearRow(columns, row)
  }
}

function clearRow(columns: ReadonlyMap<string, Column>, row: number): void {
  for (const column of columns.values()) {
    if (column.type === 'number') column.values[row] = Number.NaN
    else column.codes[row] = -1
  }
}

/** The type of an output. */
export function outputColumn(output: ModelOutput, { label, target }: ModelDefinition): ColumnSpec {
  if (output === kindOf(target).answer) return { ...label, name: output }
  const text = output === 'decision' || output === 'reason'
  return { name: output, kind: text ? 'string' : 'number', nullable: text, optional: false }
}

/** Refuses values that the model's column does not allow, unless the table was made with the same column. */
function checkColumn(expected: ColumnSpec, table: Table): void {
  const column = table.column(expected.name as never)
  const given = findColumn(table.schema, expected.name)!
  if (isText(given.kind) !== isText(expected.kind)) throw wrongKind(expected, given)
  if (sameChecks(given, expected)) return
  const reasonAt = rowCheck(expected, column)
  for (let row = 0; row < table.rowCount; row++) {
    const message = reasonAt(row)
    if (message !== null) throw rowsInvalid([{ row, path: [expected.name], message, value: shown(valueAt(given, column, row)) }], 1)
  }
}

/** Checks the values of a column by row, each string once. */
function rowCheck(expected: ColumnSpec, column: Column): (row: number) => string | null {
  const check = compileCheck(expected)
  if (column.type === 'number') return (row) => check(column.values[row]!)
  const reasons = [null, ...column.dictionary].map(check)
  return (row) => reasons[column.codes[row]! + 1]!
}

function wrongKind({ name, kind }: ColumnSpec, given: ColumnSpec): MillraceError {
  return new MillraceError({
    code: 'E_TABLE_INVALID',
    message: `column '${name}' is of kind ${given.kind} in the table, but the model reads it as ${kind}`,
    details: { column: name, given: given.kind, expected: kind },
  })
}

function sameChecks(a: ColumnSpec, b: ColumnSpec): boolean {
  const text = ({ asDate: _, ...column }: ColumnSpec) => JSON.stringify(Object.entries(column).sort(([x], [y]) => (x < y ? -1 : 1)))
  return text(a) === text(b)
}
