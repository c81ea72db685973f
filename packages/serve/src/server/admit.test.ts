import { exampleModel } from '@millrace/core/testing'
import { describe, expect, it } from 'vitest'
import { applicant, bodyOf, form, json } from '../../test/support/transports.ts'
import { memoryPredictionLog } from '../testing/memory-prediction-log.ts'
import type { Authorize } from './authorize.ts'
import { createServer } from './create-server.ts'

const guarded = [
  ['/predict', json(applicant)],
  ['/feedback', json({ id: 'a', label: 'yes' })],
  ['/', form({})],
  ['/', {}],
  ['/model', {}],
  ['/metrics', {}],
  ['/openapi.json', {}],
  ['/nope', {}],
] as const

const doors: readonly (readonly [name: string, authorize: Authorize])[] = [
  ['says no', () => false],
  ['says no later', async () => false],
  ['throws', () => expect.fail('no')],
  ['rejects', () => Promise.reject(new Error('expired'))],
  ['says something else', () => 'yes' as unknown as boolean],
]

describe.each(doors)('a door that %s', (_, authorize) => {
  const server = createServer({ model: exampleModel(), log: memoryPredictionLog(), authorize })

  it.each(guarded)('keeps requests for %s out', async (path, sent) => {
    const response = await server.fetch(new Request(`http://localhost${path}`, sent))
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe('Bearer')
    expect((await bodyOf(response)).error).toEqual({ code: 'unauthorized', message: 'the request is not authorized' })
  })

  it.each(['/health/live', '/health/ready'])('lets requests for %s in', async (path) => {
    expect((await server.fetch(new Request(`http://localhost${path}`))).status).toBe(200)
  })
})

it('lets in who brings the key', async () => {
  const authorize: Authorize = async ({ headers }) => headers.authorization === 'Bearer abc'
  const server = createServer({ model: exampleModel(), authorize })
  const send = (headers: Record<string, string>) => server.fetch(new Request('http://localhost/model', { headers }))
  expect((await send({ Authorization: 'Bearer abc' })).status).toBe(200)
  expect((await send({ Authorization: 'Bearer abd' })).status).toBe(401)
})

it('does not wait for ever', async () => {
  const server = createServer({ model: exampleModel(), authorize: () => new Promise(() => undefined), limits: { timeoutMs: 20 } })
  const response = await server.fetch(new Request('http://localhost/model'))
  expect(response.status).toBe(503)
  expect((await bodyOf(response)).error.code).toBe('timed_out')
})
