import type { ServedModel } from '@millrace/core'
import { exampleModel } from '@millrace/core/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applicant, bodyOf, form, json, type Sent, type Transport, transports } from '../../test/support/transports.ts'
import { memoryPredictionLog } from '../testing/memory-prediction-log.ts'
import { createServer, type Server } from './create-server.ts'

const model = exampleModel({ policy: true })
const served: ServedModel<typeof model> = {
  model,
  served: { model: 'repayment', version: 3, alias: 'production', digest: 'sha256:1' },
  metrics: { auc: 0.8 },
}
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

interface Case {
  readonly name: string
  readonly path: string
  readonly sent?: Sent
  readonly status: number
  readonly code?: string
  readonly headers?: Readonly<Record<string, string>>
}

const deep = `${'['.repeat(33)}${']'.repeat(33)}`
const refusals: readonly Case[] = [
  { name: 'an unknown path', path: '/nope', status: 404, code: 'not_found' },
  { name: 'a path that is no URL', path: '/%zz', status: 404, code: 'not_found' },
  { name: 'a longer path', path: '/predict/', status: 404, code: 'not_found' },
  { name: 'another method', path: '/predict', status: 405, code: 'method_not_allowed', headers: { allow: 'POST' } },
  {
    name: 'PUT',
    path: '/model',
    sent: { method: 'PUT', body: '{}' },
    status: 405,
    code: 'method_not_allowed',
    headers: { allow: 'GET, HEAD' },
  },
  {
    name: 'OPTIONS',
    path: '/',
    sent: { method: 'OPTIONS' },
    status: 405,
    code: 'method_not_allowed',
    headers: { allow: 'GET, HEAD, POST' },
  },
  {
    name: 'no content type',
    path: '/predict',
    sent: { method: 'POST', body: new Uint8Array(2) },
    status: 415,
    code: 'unsupported_media_type',
  },
  { name: 'another content type', path: '/predict', sent: form({}), status: 415, code: 'unsupported_media_type' },
  {
    name: 'a broken content type',
    path: '/predict',
    sent: json({}, { 'content-type': ';;' }),
    status: 415,
    code: 'unsupported_media_type',
  },
  {
    name: 'another charset',
    path: '/predict',
    sent: json({}, { 'content-type': 'application/json; charset=latin1' }),
    status: 415,
    code: 'unsupported_media_type',
  },
  { name: 'compression', path: '/predict', sent: json({}, { 'content-encoding': 'gzip' }), status: 415, code: 'unsupported_media_type' },
  { name: 'no body', path: '/predict', sent: json(''), status: 400, code: 'invalid_json' },
  { name: 'no JSON', path: '/predict', sent: json('{"income":'), status: 400, code: 'invalid_json' },
  { name: 'NaN', path: '/predict', sent: json('{"income":NaN}'), status: 400, code: 'invalid_json' },
  { name: 'a prototype key', path: '/predict', sent: json('{"__proto__":{"income":1}}'), status: 400, code: 'invalid_json' },
  { name: 'an escaped prototype key', path: '/predict', sent: json('{"\\u005f_proto__":1}'), status: 400, code: 'invalid_json' },
  { name: 'depth', path: '/predict', sent: json(deep), status: 400, code: 'invalid_json' },
  { name: 'a long body', path: '/predict', sent: json(`"${'x'.repeat(1_048_576)}"`), status: 413, code: 'too_large' },
  { name: 'many rows', path: '/predict', sent: json({ instances: Array(1001).fill(applicant) }), status: 413, code: 'too_many_rows' },
  { name: 'a list', path: '/predict', sent: json([applicant]), status: 422, code: 'invalid_input' },
  { name: 'a number', path: '/predict', sent: json('7'), status: 422, code: 'invalid_input' },
  { name: 'an overflowing number', path: '/predict', sent: json('{"income":1e999}'), status: 422, code: 'invalid_input' },
  { name: 'a foreign form', path: '/', sent: form({}, { 'sec-fetch-site': 'cross-site' }), status: 403, code: 'cross_site' },
  { name: 'feedback of nothing', path: '/feedback', sent: json({}), status: 422, code: 'invalid_input' },
  { name: 'feedback that is null', path: '/feedback', sent: json('null'), status: 422, code: 'invalid_input' },
  { name: 'feedback of another label', path: '/feedback', sent: json({ id: 'a', label: 'maybe' }), status: 422, code: 'invalid_input' },
  { name: 'feedback at no time', path: '/feedback', sent: json({ id: 'a', label: 'yes', at: 'noon' }), status: 422, code: 'invalid_input' },
]

describe.each(transports)('a server by %s', (_, open) => {
  let server: Server
  let transport: Transport
  const log = memoryPredictionLog()
  const findLogged = async (id: string) => {
    for await (const each of log.read()) if (each.id === id) return each
    return undefined
  }
  const predict = async (body: unknown) => bodyOf(await transport.send('/predict', json(body)))
  beforeEach(async () => {
    server = createServer({ model: served, log })
    transport = await open(server)
  })
  afterEach(() => transport[Symbol.asyncDispose]())

  it.each(refusals)('refuses $name by $status', async ({ path, sent, status, code, headers = {} }) => {
    const response = await transport.send(path, sent)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    const { error, requestId } = await bodyOf(response)
    expect(error.code).toBe(code)
    expect(error.message).toMatch(/^[^\n]{10,300}$/)
    expect(requestId).toBe(response.headers.get('x-request-id'))
    for (const [name, value] of Object.entries(headers)) expect(response.headers.get(name)).toBe(value)
    expect((await transport.send('/health/live')).status).toBe(200)
  })

  it('answers a row by what the model says, with its reasons and which model it is', async () => {
    const { id, reasons, ...rest } = await predict(applicant)
    expect(rest).toEqual({ model: 'repayment', version: 3, alias: 'production', ...model.predict(applicant as never) })
    expect(id).toMatch(uuid)
    const { contributions } = model.explain(applicant as never)
    expect(reasons).toEqual(contributions.slice(0, 3).map(({ columns, contribution }) => ({ columns, contribution })))
  })

  it('answers several rows in their order, each under an identifier of its own', async () => {
    const poor = { ...applicant, income: 0, employed: false }
    const { model: name, predictions } = await predict({ instances: [applicant, poor], more: 1 })
    expect(name).toBe('repayment')
    expect(predictions.map(({ decision }) => decision)).toEqual(['approve', 'decline'])
    expect(new Set(predictions.map(({ id }) => id)).size).toBe(2)
    expect(await predict({ instances: [] })).toMatchObject({ predictions: [] })
  })

  it('names each field that is wrong, and never the value', async () => {
    const { income: _, ...rest } = applicant
    const response = await transport.send(
      '/predict',
      json({ instances: [applicant, { ...rest, amount: -5, area: 7, employed: null, gender: 'secret' }, 5] }),
    )
    expect(response.status).toBe(422)
    const text = await response.text()
    expect(text).not.toContain('secret')
    expect(JSON.parse(text).error.issues).toEqual([
      { path: ['instances', 1, 'income'], code: 'missing', message: 'the key is missing' },
      { path: ['instances', 1, 'amount'], code: 'invalid_value', message: 'not above 0' },
      { path: ['instances', 1, 'area'], code: 'invalid_type', message: 'not of kind category' },
      { path: ['instances', 1, 'employed'], code: 'null', message: 'null is not allowed' },
      { path: ['instances', 1, 'gender'], code: 'invalid_value', message: 'not one of "f", "m"' },
      { path: ['instances', 2], code: 'invalid_type', message: 'a row is an object' },
    ])
  })

  it('lists at most 20 issues', async () => {
    const { error } = await predict({ instances: Array(1000).fill({}) })
    expect(error.issues).toHaveLength(20)
  })

  it('takes over a request id that is well-formed, and no other', async () => {
    const idOf = async (given: string) =>
      (await transport.send('/health/live', { headers: { 'x-request-id': given } })).headers.get('x-request-id')
    expect(await idOf('abc-1.2_3')).toBe('abc-1.2_3')
    expect(await idOf('a b')).toMatch(uuid)
    expect(await idOf('x'.repeat(65))).toMatch(uuid)
  })

  it('sends headers that forbid what no answer needs', async () => {
    for (const path of ['/health/live', '/nope', '/', '/metrics']) {
      const { headers } = await transport.send(path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*frame-ancestors 'none'/)
      expect(headers.has('access-control-allow-origin')).toBe(false)
    }
  })

  it('answers HEAD as GET, without a body', async () => {
    const response = await transport.send('/model', { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(100)
    expect(await response.text()).toBe('')
  })

  it('shows the card of the model', async () => {
    const card = await bodyOf(await transport.send('/model?x=1'))
    expect(card).toMatchObject({
      name: 'repayment',
      version: 3,
      alias: 'production',
      digest: 'sha256:1',
      metrics: { auc: 0.8 },
      threshold: 0.5,
    })
    expect(card.lineage).toEqual(model.definition.lineage)
    expect(card.inputs.map(({ name }) => name)).toEqual(['income', 'amount', 'area', 'employed'])
  })

  it('takes feedback, and the same again, and no other label', async () => {
    const { id } = await predict(applicant)
    const feedback = json({ id, label: 'no', at: '2026-11-01T12:00:00Z' })
    for (const _ of [1, 2]) {
      const response = await transport.send('/feedback', feedback)
      expect(response.status).toBe(202)
      expect(await bodyOf(response)).toEqual({ id, accepted: true })
    }
    const conflict = await transport.send('/feedback', json({ id, label: 'yes' }))
    expect(conflict.status).toBe(409)
    expect((await bodyOf(conflict)).error.code).toBe('conflict')
    const logged = await findLogged(id)
    expect(logged?.feedback).toEqual({ id, label: 'no', atMs: Date.UTC(2026, 10, 1, 12) })
  })

  it('logs what was answered, with the columns of the model alone', async () => {
    const { id, probability } = await predict({ ...applicant, gender: 'f', name: 'Ada' })
    const logged = await findLogged(id)
    expect(logged).toMatchObject({
      model: 'repayment',
      version: 3,
      row: { ...applicant, gender: 'f' },
      prediction: { probability, label: 'yes' },
    })
    expect(logged?.row).not.toHaveProperty('name')
  })
})
