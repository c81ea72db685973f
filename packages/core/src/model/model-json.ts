import { safeParse, z } from 'zod'
import { MillraceError } from '../errors/millrace-error.ts'
import { type GraphJson, graphToJson } from '../graph/graph-json.ts'
import { columnsRead } from '../graph/graph.ts'
import { loadGraph } from '../graph/load-graph.ts'
import type { SideArray } from '../graph/side-arrays.ts'
import type { Json } from '../json/json.ts'
import type { ColumnSpec } from '../schema/column-spec.ts'
import { columnsFromJsonSchema, columnsToJsonSchema } from '../schema/json-schema.ts'
import { type ModelDefinition, modelOutputs } from './model-definition.ts'
import { outputColumn } from './predict-table.ts'
import { outputsOf } from './predict-row.ts'

/** What `model.json` says besides its files and its digest. */
export const modelFormat = 'millrace/model'

/** Most golden rows that a model may bring: they are run at every load. */
export const maximumGoldenRows = 1_000

const json = z.json() as unknown as z.ZodType<Json>
const record = z.record(z.string(), json)
const label = z.union([z.string(), z.number(), z.boolean()])
const provenance = z.strictObject({ feature: z.string(), kind: z.string(), version: z.number(), params: json, state: json })
const bodySchema = z.strictObject({
  format: z.literal(modelFormat),
  version: z.literal(1),
  name: z.string().min(1).max(200),
  target: z.strictObject({ column: z.string(), positive: label, negative: label, threshold: z.number() }),
  inputs: json,
  monitored: json,
  outputs: json,
  graph: json,
  estimator: z.strictObject({ kind: z.string(), params: record, diagnostics: record, warnings: z.array(z.string()) }),
  learned: z.array(provenance),
  lineage: z.strictObject({
    data: z.strictObject({ digest: z.string(), rows: z.int().min(0) }).nullable(),
    spec: z.string().nullable(),
    commit: z.string().nullable(),
    run: z.string().nullable(),
    seed: z.int().min(0).nullable(),
    environment: z.record(z.string(), z.string()),
  }),
  golden: z
    .array(z.strictObject({ row: record, outputs: z.record(z.string(), z.union([z.number(), z.string(), z.null()])) }))
    .min(1)
    .max(maximumGoldenRows),
})

/** The definition as JSON, with the graph's arrays beside it. */
export function definitionToJson(definition: ModelDefinition): GraphJson {
  const { json: graph, arrays } = graphToJson(definition.graph)
  const { name, target, inputs, monitored, estimator, learned, lineage, golden } = definition
  const body = {
    format: modelFormat,
    version: 1,
    name,
    target: { ...target },
    inputs: columnsToJsonSchema(inputs),
    monitored: columnsToJsonSchema(monitored),
    outputs: columnsToJsonSchema(outputsOf(definition).map((output) => outputColumn(output, definition))),
    graph,
    estimator: { ...estimator },
    learned: learned.map((one) => ({ ...one })),
    lineage: { ...lineage },
    golden: golden.map((one) => ({ ...one })),
  }
  return { json: body as unknown as Json, arrays }
}

/**
 * Reads a definition from JSON and arrays and checks its structure: known operations, types, limits, and that it reads only the columns it declares.
 *
 * @throws MillraceError `E_MODEL_INVALID`, or the codes of `loadGraph`
 */
export function definitionFromJson(body: Json, arrays: ReadonlyMap<string, SideArray>): ModelDefinition {
  const result = safeParse(bodySchema, body)
  if (!result.success) {
    const issue = result.error.issues[0]
    throw invalid(`${issue?.path.join('.') || 'the document'}: ${issue?.message}`)
  }
  const { name, target, estimator, learned, lineage, golden, ...rest } = result.data
  const graph = loadGraph({ json: rest.graph, arrays })
  const inputs = columnsFromJsonSchema(rest.inputs)
  const monitored = columnsFromJsonSchema(rest.monitored)
  const labelColumn = columnsFromJsonSchema(rest.outputs).find((column) => column.name === 'label')
  if (labelColumn === undefined) throw invalid('outputs: a model has a label')
  const definition: ModelDefinition = { name, target, inputs, monitored, label: labelColumn, graph, estimator, learned, lineage, golden }
  checkColumns(definition)
  checkOutputs(definition)
  return Object.freeze(definition)
}

function checkColumns({ graph, inputs, monitored }: ModelDefinition): void {
  const declared = new Map([...inputs, ...monitored].map((column) => [column.name, column]))
  if (declared.size < inputs.length + monitored.length) throw invalid('a column is declared twice')
  const known = new Map(inputs.map((column) => [column.name, column]))
  for (const name of columnsRead(graph.nodes, graph.outputs.values())) if (!known.has(name)) throw invalid(`the graph reads '${name}', which is no input`)
  for (const node of graph.nodes) {
    const column = node.op === 'column' ? known.get(node.name) : undefined
    if (node.op === 'column' && column !== undefined && typeOf(column) !== node.type) throw invalid(`the graph reads '${node.name}' as a ${node.type}`)
  }
}

function checkOutputs({ graph, label }: ModelDefinition): void {
  for (const required of ['score', 'probability', 'label']) if (!graph.outputs.has(required)) throw invalid(`the graph has no output '${required}'`)
  for (const output of modelOutputs) {
    const index = graph.outputs.get(output)
    if (index === undefined) continue
    const text = graph.nodes[index]!.op === 'pick'
    const expected = output === 'label' ? typeOf(label) === 'string' : output === 'decision' || output === 'reason'
    if (text !== expected) throw invalid(`the output '${output}' is a ${text ? 'string' : 'number'}`)
  }
}

const typeOf = ({ kind }: ColumnSpec) => (kind === 'category' || kind === 'string' ? 'string' : 'number')

/** The error of every structural check of a model. */
export function invalid(message: string, cause?: unknown): MillraceError {
  return new MillraceError({ code: 'E_MODEL_INVALID', message: `model: ${message}`, cause })
}
