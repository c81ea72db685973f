import { type ColumnSpec, isText } from '../schema/column-spec.ts'
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

/** What an ONNX file takes and gives: null is NaN, so whatever is no string is a double. */
const tensorType = (kind: ColumnSpec['kind']) => (isText(kind) ? 'string' : 'double')

/** What the manifest says besides the definition. */
export interface ManifestFacts {
  readonly digest: string
  readonly created: Date
  /** Whether the folder holds the model as `model.onnx`: MLflow then runs it. */
  readonly hasOnnx: boolean
}

/**
 * The manifest that MLflow reads: flavors and signature. It restates `model.json`, and loading does not rest on it.
 *
 * Text is written as JSON strings, which YAML reads alike. The signature is that of the flavor which MLflow can run: it passes columns on as they are typed there.
 */
export function mlmodelText(definition: ModelDefinition, { digest, created, hasOnnx }: ManifestFacts): string {
  const typeOf = hasOnnx ? tensorType : (kind: ColumnSpec['kind']) => types[kind]
  const inputs = signature(definition.inputs, typeOf)
  const outputs = signature(
    outputsOf(definition).map((output) => outputColumn(output, definition)),
    typeOf,
  )
  return [
    'flavors:',
    '  millrace:',
    `    data: ${JSON.stringify('model.json')}`,
    `    digest: ${JSON.stringify(digest)}`,
    '    format_version: 1',
    ...(hasOnnx ? onnxFlavors : []),
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

const onnxFlavors = [
  '  onnx:',
  '    code: null',
  '    data: "model.onnx"',
  '  python_function:',
  '    data: "model.onnx"',
  '    loader_module: mlflow.onnx',
]

/** MLflow keeps a signature as JSON text. */
function signature(columns: readonly ColumnSpec[], typeOf: (kind: ColumnSpec['kind']) => string): string {
  return JSON.stringify(
    columns.map(({ name, kind, nullable, optional }) => ({ type: typeOf(kind), name, required: !(nullable || optional) })),
  )
}
