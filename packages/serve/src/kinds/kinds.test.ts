import { type ExampleApplicant, exampleClassModel, exampleValueModel } from '@millrace/core/testing'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { bodyOf, json, applicant as row } from '../../test/support/transports.ts'
import { predictionTable } from '../log/prediction-table.ts'
import type { PredictionAnswer } from '../predict/prediction-answer.ts'
import { createServer, type Server } from '../server/create-server.ts'
import type { ServerOptions } from '../server/server-options.ts'
import { memoryPredictionLog } from '../testing/memory-prediction-log.ts'

const applicant = row as unknown as ExampleApplicant
/** What is looked at of an OpenAPI document. */
interface OpenApi {
  readonly components: { readonly schemas: { readonly Prediction: { readonly required: readonly string[] } } }
}

const classes = exampleClassModel()
const values = exampleValueModel()

/** A server with a log, and how it is asked. */
function serverOf<In, Label, Kind extends 'multiclass' | 'regression'>(model: ServerOptions<In, Label, Kind>['model']) {
  const log = memoryPredictionLog()
  const server = createServer<In, Label, Kind>({ model, log })
  const fetched = (path: string, sent: RequestInit = {}) => server.fetch(new Request(`http://localhost${path}`, sent))
  const ask = async (path: string, sent: RequestInit = {}) => bodyOf(await fetched(path, sent))
  const form = () => {
    const fields = Object.entries(applicant).map(([name, value]) => [name, value === null ? '' : String(value)] as [string, string])
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return fetched('/', { method: 'POST', headers, body: new URLSearchParams(fields) })
  }
  return { log, server, ask, form, fetched }
}

it('a server has the kind of what it serves', () => {
  expectTypeOf(serverOf(classes).server['~kind']).toEqualTypeOf<'multiclass' | undefined>()
  expectTypeOf(createServer({ model: values })).toExtend<Server<unknown, number, 'regression'>>()
  expectTypeOf<PredictionAnswer<'a', 'multiclass'>['probabilities'][number]['label']>().toEqualTypeOf<'a'>()
  expectTypeOf<PredictionAnswer<number, 'regression'>['value']>().toEqualTypeOf<number>()
})

describe('a served model of several classes', () => {
  it('answers a row and rows as the model does, with reasons for the label', async () => {
    const { ask } = serverOf(classes)
    const expected = classes.predict(applicant)
    const { id, reasons, ...answer } = await ask('/predict', json(applicant))
    expect(answer).toEqual({ ...expected, model: 'risk', version: null, alias: null })
    expect(id).toMatch(/./)
    expect(reasons).toHaveLength(3)
    const { predictions } = await ask('/predict', json({ instances: [applicant, { ...applicant, income: 0 }] }))
    expect(predictions).toMatchObject([expected, classes.predict({ ...applicant, income: 0 })])
  })

  it('logs what it said, and takes each class as a true label', async () => {
    const { ask, log, fetched } = serverOf(classes)
    const { id } = await ask('/predict', json(applicant))
    expect((await fetched('/feedback', json({ id, label: 'maybe' }))).status).toBe(422)
    expect((await fetched('/feedback', json({ id, label: 'middle' }))).status).toBe(202)
    const table = await predictionTable(log, { model: classes })
    const { probabilities, label, probability } = classes.predict(applicant)
    const row = table.row(0)
    expect(row).toMatchObject({ income: applicant.income, label, probability, actual: 'middle' })
    expect([0, 1, 2].map((index) => row[`probability:${index}`])).toEqual(probabilities.map((each) => each.probability))
  })

  it('shows the most probable label first, and all of them', async () => {
    const { form } = serverOf(classes)
    const response = await form()
    expect(response.status).toBe(200)
    const page = await response.text()
    const { label } = classes.predict(applicant)
    expect(page).toContain(`${label[0]!.toUpperCase()}${label.slice(1)}</h2>`)
    for (const each of ['low', 'middle', 'high']) expect(page).toContain(`<span>${each}</span>`)
    expect(page).toContain(`What counted for and against “${label}”`)
  })
})

describe('a served model of a number', () => {
  it('answers a row and rows as the model does', async () => {
    const { ask } = serverOf(values)
    const { id: _, reasons, ...answer } = await ask('/predict', json(applicant))
    expect(answer).toEqual({ ...values.predict(applicant), model: 'duration', version: null, alias: null })
    expect(reasons).toHaveLength(3)
    expect((await ask('/predict', json({ instances: [applicant] }))).predictions).toMatchObject([values.predict(applicant)])
  })

  it('logs what it said, and takes a number as what was true', async () => {
    const { ask, log, fetched } = serverOf(values)
    const { id } = await ask('/predict', json(applicant))
    for (const label of ['12', null, 'middle', true]) expect((await fetched('/feedback', json({ id, label }))).status).toBe(422)
    expect((await fetched('/feedback', json({ id, label: 12.5 }))).status).toBe(202)
    const table = await predictionTable(log, { model: values })
    expect(table.row(0)).toMatchObject({ value: values.predict(applicant).value, actual: 12.5 })
    expect(table.schema.columns.map(({ name }) => name)).not.toContain('probability')
  })

  it('shows the number, and what raised and lowered it', async () => {
    const page = await (await serverOf(values).form()).text()
    expect(page).toContain(`${new Intl.NumberFormat('en', { maximumSignificantDigits: 6 }).format(values.predict(applicant).value)}</h2>`)
    expect(page).toContain('What raised and lowered the number')
    expect(page).toMatch(/raises it|lowers it/)
    expect(page).not.toContain('Probability')
  })
})

describe.each([
  ['several classes', () => serverOf(classes)],
  ['a number', () => serverOf(values)],
])('a served model of %s', (_, make) => {
  it('describes itself by a valid OpenAPI document', async () => {
    const document = (await make().ask('/openapi.json')) as unknown as OpenApi
    const validator = new Validator()
    expect(await validator.validate({ ...document })).toEqual({ valid: true })
    const { required } = document.components.schemas.Prediction
    const answer = await make().ask('/predict', json(applicant))
    for (const name of required) expect(Object.keys(answer)).toContain(name)
  })

  it('has a card, metrics and a counter', async () => {
    const { ask, fetched } = make()
    expect(await ask('/model')).toMatchObject({ target: { kind: expect.any(String), column: expect.any(String) } })
    await ask('/predict', json(applicant))
    expect(await (await fetched('/metrics')).text()).toMatch(/predictions_total\{[^}]*\} 1/)
  })
})
