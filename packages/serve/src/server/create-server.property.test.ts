import { exampleModel } from '@millrace/core/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { applicant } from '../../test/support/transports.ts'
import { memoryPredictionLog } from '../testing/memory-prediction-log.ts'
import { createServer } from './create-server.ts'
import { errorCodes } from './refusal.ts'

const server = createServer({ model: exampleModel({ policy: true }), log: memoryPredictionLog() })
const paths = ['/predict', '/feedback', '/', '/model', '/openapi.json', '/health/ready', '/nope', '/predict/../model']
const types = ['application/json', 'application/x-www-form-urlencoded', 'text/plain', 'application/json; charset=utf-8', ';']

async function check(path: string, init: RequestInit): Promise<void> {
  const response = await server.fetch(new Request(`http://localhost${path}`, init))
  expect(response.status).not.toBe(500)
  const text = await response.text()
  if (response.headers.get('content-type')?.startsWith('application/json') && text !== '') {
    const body = JSON.parse(text)
    if (response.status >= 400 && path !== '/health/ready') expect(errorCodes).toContain(body.error.code)
  }
  expect((await server.fetch(new Request('http://localhost/health/live'))).status).toBe(200)
}

const method = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND')
const withBody = (given: string) => given !== 'GET' && given !== 'HEAD'

it('answers any bytes anywhere, and lives on', async () => {
  const bytes = fc.uint8Array({ maxLength: 200 }) as fc.Arbitrary<Uint8Array<ArrayBuffer>>
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), method, fc.constantFrom(...types), bytes, async (path, given, type, body) => {
      await check(path, { method: given, headers: { 'content-type': type }, ...(withBody(given) && { body }) })
    }),
    { numRuns: 300 },
  )
})

it('answers any JSON as a row, rows or feedback', async () => {
  const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(...Object.values(applicant), 'Urban', -0, 1e308, '__proto__'))
  const row = fc.oneof(fc.dictionary(fc.constantFrom(...Object.keys(applicant), 'constructor', '__proto__', 'x'), value), value)
  const body = fc.oneof(
    row,
    fc.record({ instances: fc.oneof(fc.array(row, { maxLength: 5 }), value) }),
    fc.record({ id: value, label: value, at: value }),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('/predict', '/feedback'), body, async (path, given) => {
      await check(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(given) })
    }),
    { numRuns: 400 },
  )
})

it('answers any form', async () => {
  const fields = fc.dictionary(fc.constantFrom(...Object.keys(applicant), '__proto__', 'x'), fc.string({ unit: 'binary', maxLength: 50 }))
  await fc.assert(
    fc.asyncProperty(fields, async (given) => {
      const body = new URLSearchParams(Object.entries(given))
      await check('/', { method: 'POST', body })
    }),
    { numRuns: 100 },
  )
})
