import type { ColumnSpec } from '../schema/column-spec.ts'
import type { ModelDefinition } from './model-definition.ts'
import { outputsOf } from './predict-row.ts'
import { outputColumn } from './predict-table.ts'

const types: Readonly<Record<ColumnSpec['kind'], string>> = {
  number: 'double',
  integer: 'long',
  boolean: 'boolean',
  day: 'string',
  instant: 'string',
  category: 'string',
  string: 'string',
}

/**
 * The manifest that MLflow reads: flavor and signature. It restates `model.json`, and loading does not rest on it.
 *
 * Text is written as JSON strings, which YAML reads alike.
 */
export function mlmodelText(definition: ModelDefinition, digest: string, created: Date): string {
  const inputs = signature(definition.inputs)
  const outputs = signature(outputsOf(definition).map((output) => outputColumn(output, definition)))
  return [
    'flavors:',
    '  millrace:',
    `    data: ${JSON.stringify('model.json')}`,
    `    digest: ${JSON.stringify(digest)}`,
    '    format_version: 1',
    'saved_input_example_info:',
    '  artifact_path: input_example.json',
    '  type: json_object',
    'signature:',
    `  inputs: ${JSON.stringify(inputs)}`,
    `  outputs: ${JSON.stringify(outputs)}`,
    '  params: null',
    `utc_time_created: ${JSON.stringify(created.toISOString().replace('T', ' ').replace('Z', '000'))}`,
    '',
  ].join('\n')
}

/** MLflow keeps a signature as JSON text. */
function signature(columns: readonly ColumnSpec[]): string {
  return JSON.stringify(
    columns.map(({ name, kind, nullable, optional }) => ({ type: types[kind], name, required: !(nullable || optional) })),
  )
}
