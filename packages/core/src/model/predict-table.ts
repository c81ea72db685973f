import { MillraceError } from '../errors/millrace-error.ts'
import { runGraph } from '../machine/machine.ts'
import { compileCheck } from '../schema/check-value.ts'
import type { ColumnKind, ColumnSpec } from '../schema/column-spec.ts'
import { schemaFromColumns } from '../schema/schema.ts'
import type { Column } from '../table/column.ts'
import { shown } from '../table/row-issue.ts'
import { Table } from '../table/table.ts'
import { type ModelDefinition, type ModelOutput } from './model-definition.ts'
import { outputsOf } from './predict-row.ts'

/** Scores a table: one column an output. */
export function predictTable(definition: ModelDefinition, table: Table<never>): Table<never> {
  for (const column of definition.inputs) checkColumn(column, table as Table)
  const outputs = outputsOf(definition)
  const graph = { ...definition.graph, outputs: new Map(outputs.map((output) => [output, definition.graph.outputs.get(output)!])) }
  const specs = outputs.map((output) => ({ ...outputColumn(output, definition), nullable: true }))
  return new Table(schemaFromColumns(specs), runGraph(graph, table), { version: table.version }) as Table<never>
}

/** The type of an output. */
export function outputColumn(output: ModelOutput, { label }: ModelDefinition): ColumnSpec {
  if (output === 'label') return { ...label, name: 'label' }
  const kind: ColumnKind = output === 'score' || output === 'probability' ? 'number' : 'string'
  return { name: output, kind, nullable: output === 'decision' || output === 'reason', optional: false }
}

/** Refuses values that the model's column does not allow, unless the table was made with the same column. */
function checkColumn(expected: ColumnSpec, table: Table): void {
  const given = table.schema.columns.find(({ name }) => name === expected.name)
  const column = table.column(expected.name as never)
  if (given !== undefined && sameColumn(given, expected)) return
  const check = compileCheck(expected)
  const reasons = column.type === 'string' ? column.dictionary.map((text) => check(text)) : null
  const missing = check(column.type === 'string' ? null : Number.NaN)
  for (let row = 0; row < table.rowCount; row++) {
    const reason = reasonAt(column, row)
    if (reason !== null) throw rowInvalid(row, expected.name, reason, table)
  }

  function reasonAt(values: Column, row: number): string | null {
    if (values.type === 'number') return check(values.values[row]!)
    const code = values.codes[row]!
    return code < 0 ? missing : reasons![code]!
  }
}

const sameColumn = (a: ColumnSpec, b: ColumnSpec) => {
  const { asDate: _a, ...one } = a
  const { asDate: _b, ...other } = b
  const text = (column: object) => JSON.stringify(Object.entries(column).sort(([x], [y]) => (x < y ? -1 : 1)))
  return text(one) === text(other)
}

function rowInvalid(row: number, column: string, reason: string, table: Table): MillraceError {
  const value = shown((table.row(row) as Readonly<Record<string, unknown>>)[column])
  return new MillraceError({
    code: 'E_ROWS_INVALID',
    message: `row ${row}, column '${column}': ${reason}, but the value is ${value}`,
    details: { row, issues: [{ path: [column], message: reason, value }] },
  })
}
