import { MillraceError } from '../errors/millrace-error.ts'
import { type GraphJson, graphToJson } from '../graph/graph-json.ts'
import { loadGraph } from '../graph/load-graph.ts'
import type { SideArray } from '../graph/side-arrays.ts'
import type { Json } from '../json/json.ts'
import { anything, index, type JsonReader, list, nullable, number, object, oneOf, readJson, record, text } from '../json/read-json.ts'
import { columnsFromJsonSchema, columnsToJsonSchema } from '../schema/json-schema.ts'
import { checkDefinition } from './check-definition.ts'
import { kindOf, readTarget } from './kinds/kinds.ts'
import type { ModelDefinition } from './model-definition.ts'
import { outputsOf } from './predict-row.ts'
import { outputColumn } from './predict-table.ts'

/** What `model.json` says besides its files and its digest. */
const modelFormat = 'millrace/model'

/** Most golden rows that a model may bring: they are run at every load. */
const maximumGoldenRows = 1_000

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

const output: JsonReader<string | number | null> = (value) => (typeof value === 'string' ? value : nullable(number)(value))
const provenance = object({ feature: text(), kind: text(), version: number, params: anything, state: anything })
const golden = object({ row: record(anything), outputs: record(output) })
const body = object({
  format: oneOf(modelFormat),
  version: oneOf(1),
  name: text(1, 200),
  target: readTarget,
  inputs: anything,
  monitored: anything,
  outputs: anything,
  graph: anything,
  estimator: object({ kind: text(), params: record(anything), diagnostics: record(anything), warnings: list(text()) }),
  learned: list(provenance),
  lineage: object({
    data: nullable(object({ digest: text(), rows: index })),
    spec: nullable(text()),
    commit: nullable(text()),
    run: nullable(text()),
    seed: nullable(index),
    environment: record(text()),
  }),
  golden: list(golden, maximumGoldenRows),
})

/**
 * Reads a definition from JSON and arrays and checks its structure: known operations, types, limits, and that it reads only the columns it declares.
 *
 * @throws MillraceError `E_MODEL_INVALID`, or the codes of `loadGraph`
 */
export function definitionFromJson(json: Json, arrays: ReadonlyMap<string, SideArray>): ModelDefinition {
  const { format: _, version: __, outputs, graph, inputs, monitored, ...rest } = readJson(json, body, invalid)
  const { answer } = kindOf(rest.target)
  const label = columnsFromJsonSchema(outputs).find(({ name }) => name === answer)
  if (label === undefined) throw invalid(`the outputs have no ${answer}`)
  const definition: ModelDefinition = {
    ...rest,
    inputs: columnsFromJsonSchema(inputs),
    monitored: columnsFromJsonSchema(monitored),
    label,
    graph: loadGraph({ json: graph, arrays }),
  }
  const fault = checkDefinition(definition)
  if (fault !== null) throw invalid(fault)
  return Object.freeze(definition)
}

/** The error of every structural check of a model. */
export function invalid(fault: string, cause?: unknown): MillraceError {
  return new MillraceError({ code: 'E_MODEL_INVALID', message: `model: ${fault}`, cause })
}
