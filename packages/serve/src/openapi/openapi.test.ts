import { exampleModel } from '@millrace/core/testing'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { applicant, bodyOf, json } from '../../test/support/transports.ts'
import { createServer } from '../server/create-server.ts'
import type { ServerOptions } from '../server/server-options.ts'
import { memoryPredictionLog } from '../testing/memory-prediction-log.ts'

const model = exampleModel({ policy: true })
const everything = { model, log: memoryPredictionLog(), authorize: () => true }
const get = async (options: ServerOptions<never>) =>
  (await (await createServer(options).fetch(new Request('http://localhost/openapi.json'))).json()) as OpenApi

interface Operation {
  readonly security?: unknown
  readonly responses: Readonly<Record<string, unknown>>
}

interface OpenApi {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

describe('the OpenAPI document', () => {
  it.each<[string, ServerOptions<never>]>([
    ['everything', everything],
    ['the least', { model, page: false }],
  ])('is valid for a server with %s', async (_, options) => {
    const document = await get(options)
    expect(document.openapi).toBe('3.1.0')
    const validator = new Validator()
    expect(await validator.validate({ ...document })).toEqual({ valid: true })
    expect(JSON.stringify(validator.resolveRefs())).not.toContain('$ref')
  })

  it('describes the routes that there are, and which are guarded', async () => {
    const { paths } = await get(everything)
    const open = Object.keys(paths).filter((path) =>
      Object.values(paths[path]!).every(({ security, responses }) => security === undefined && !('401' in responses)),
    )
    expect(Object.keys(paths).sort()).toEqual([
      '/',
      '/feedback',
      '/health/live',
      '/health/ready',
      '/metrics',
      '/model',
      '/openapi.json',
      '/predict',
    ])
    expect(open).toEqual(['/health/live', '/health/ready'])
    const { paths: fewer } = await get({ model, page: false })
    expect(Object.keys(fewer).sort()).toEqual(['/health/live', '/health/ready', '/metrics', '/model', '/openapi.json', '/predict'])
  })

  it('describes rows by the columns of the model', async () => {
    const { components } = await get(everything)
    expect(components.schemas.Row).toEqual({
      type: 'object',
      properties: {
        income: { type: 'number', minimum: 0 },
        amount: { type: ['number', 'null'], exclusiveMinimum: 0 },
        area: { type: ['string', 'null'], enum: ['Urban', 'Rural', 'Coast', null] },
        employed: { type: 'boolean' },
        gender: { type: ['string', 'null'], enum: ['f', 'm', null] },
      },
      required: ['income', 'amount', 'area', 'employed', 'gender'],
    })
  })

  it('describes the answers as they are', async () => {
    const { components } = await get(everything)
    const server = createServer(everything)
    const matches = async (name: string, path: string, sent: RequestInit = {}) => {
      const answer = await bodyOf(await server.fetch(new Request(`http://localhost${path}`, sent)))
      const schema = z.fromJSONSchema({ $ref: `#/$defs/${name}`, $defs: forZod(components.schemas) } as never)
      expect(schema.safeParse(answer).error, name).toBeUndefined()
      expect(schema.safeParse({}).success, name).toBe(false)
      return answer
    }
    const { id } = await matches('PredictionAnswer', '/predict', json(applicant))
    await matches('BatchAnswer', '/predict', json({ instances: [applicant] }))
    await matches('Error', '/predict', json({}))
    await matches('Error', '/nope')
    await matches('FeedbackAnswer', '/feedback', json({ id, label: 'no' }))
    await matches('ModelCard', '/model')
    await matches('Ready', '/health/ready')
    await matches('Live', '/health/live')
  })
})

const forZod = (schemas: object): unknown => JSON.parse(JSON.stringify(schemas).replaceAll('#/components/schemas/', '#/$defs/'))
