import { columnsToJsonSchema, type Model, type TaskKind } from '@millrace/core'
import { servedKindOf } from '../kinds/served-kinds.ts'
import type { ServerLimits } from '../server/limits.ts'
import { errorCodes } from '../server/refusal.ts'
import { type Part, schemaRef } from './parts.ts'

const text = { type: 'string' } as const
const number = { type: 'number' } as const
const identity = { model: text, version: { type: ['integer', 'null'] }, alias: { type: ['string', 'null'] } } as const

/** An object schema; members whose names end in `?` may be missing. */
function objectOf(members: Readonly<Record<string, Part>>): Part {
  const properties = Object.fromEntries(Object.entries(members).map(([name, schema]) => [name.replace(/\?$/, ''), schema]))
  return { type: 'object', properties, required: Object.keys(members).filter((name) => !name.endsWith('?')) }
}

const listOf = (items: Part, more: Part = {}): Part => ({ type: 'array', items, ...more })

type AnyRowModel = Model<Readonly<Record<string, unknown>>, unknown, TaskKind>

/** The schemas of all bodies by name, with the columns and labels of the model. */
export function createSchemas(model: AnyRowModel, limits: Pick<Required<ServerLimits>, 'rows'>): Readonly<Record<string, Part>> {
  return { ...requestSchemas(model, limits), ...answerSchemas(model), ...fixedSchemas }
}

function requestSchemas({ inputs, monitored, definition }: AnyRowModel, { rows }: Pick<Required<ServerLimits>, 'rows'>) {
  const columns = [...new Map([...inputs.columns, ...monitored.columns].map((column) => [column.name, column])).values()]
  return {
    Row: columnsToJsonSchema(columns) as Part,
    Batch: objectOf({ instances: listOf(schemaRef('Row'), { maxItems: rows }) }),
    Feedback: objectOf({
      id: { ...text, pattern: '^[A-Za-z0-9._-]{1,64}$' },
      label: servedKindOf(definition.target).actualSchema(definition.target),
      'at?': { ...text, format: 'date-time', description: 'When it was known; now if left out.' },
    }),
  }
}

function answerSchemas({ definition: { target } }: AnyRowModel) {
  const prediction = {
    id: { ...text, description: 'Identifier of this prediction, by which feedback names it.' },
    ...servedKindOf(target).predictionSchema(target),
    'reasons?': listOf(schemaRef('Reason'), { description: 'What counted most for and against, the largest in size first.' }),
  }
  return {
    Prediction: objectOf(prediction),
    PredictionAnswer: objectOf({ ...identity, ...prediction }),
    BatchAnswer: objectOf({ ...identity, predictions: listOf(schemaRef('Prediction')) }),
  }
}

const { model: name, ...release } = identity

const fixedSchemas = {
  Reason: objectOf({ columns: listOf(text), contribution: { ...number, description: 'In units of the score.' } }),
  FeedbackAnswer: objectOf({ id: text, accepted: { const: true } }),
  Issue: objectOf({ path: listOf({ type: ['string', 'integer'] }), code: text, message: text }),
  Error: objectOf({
    error: objectOf({ code: { enum: [...errorCodes] }, message: text, 'issues?': listOf(schemaRef('Issue'), { maxItems: 20 }) }),
    requestId: text,
  }),
  Live: objectOf({ live: { const: true } }),
  Ready: objectOf({ ready: { type: 'boolean' } }),
  ModelCard: objectOf({
    name,
    ...release,
    digest: { type: ['string', 'null'] },
    target: objectOf({ kind: { enum: ['binary', 'multiclass', 'regression'] }, column: text }),
    'threshold?': number,
    estimator: objectOf({ kind: text, params: { type: 'object' }, diagnostics: { type: 'object' }, warnings: listOf(text) }),
    metrics: { type: 'object', additionalProperties: number },
    lineage: { type: 'object' },
    inputs: listOf({ type: 'object' }),
    monitored: listOf({ type: 'object' }),
  }),
}
