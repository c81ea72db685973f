import type { Model, ServedModel } from '@millrace/core'
import { exampleModel } from '@millrace/core/testing'
import { expect, it } from 'vitest'
import { movableSource } from '../../test/support/movable-source.ts'
import { applicant, bodyOf, json } from '../../test/support/transports.ts'
import { createServer } from './create-server.ts'

const version = (number: number): ServedModel => ({
  model: exampleModel({ shift: number / 10 }) as never,
  served: { model: 'repayment', version: number, alias: 'production', digest: null },
})
const request = (path: string, sent: RequestInit = {}) => new Request(`http://localhost${path}`, sent)

it('answers 503 until there is a model, and again when there is none', async () => {
  const source = movableSource()
  const server = createServer({ model: source })
  const statuses = async () => {
    const responses = [
      request('/health/ready'),
      request('/predict', json(applicant)),
      request('/model'),
      request('/'),
      request('/openapi.json'),
    ].map(server.fetch)
    return (await Promise.all(responses)).map(({ status }) => status)
  }
  expect(await statuses()).toEqual([503, 503, 503, 503, 503])
  const refused = await server.fetch(request('/predict', json(applicant)))
  expect(refused.headers.get('retry-after')).toBe('5')
  expect((await bodyOf(refused)).error.code).toBe('not_ready')
  const ready = server.ready()
  source.move(version(1))
  await ready
  expect(await statuses()).toEqual([200, 200, 200, 200, 200])
  source.move(undefined)
  expect(await statuses()).toEqual([503, 503, 503, 503, 503])
  expect((await server.fetch(request('/health/live'))).status).toBe(200)
})

it('serves the model that a promise gives', async () => {
  let load: (model: ReturnType<typeof exampleModel>) => void = () => undefined
  const server = createServer({
    model: new Promise<ReturnType<typeof exampleModel>>((resolve) => {
      load = resolve
    }),
  })
  expect((await server.fetch(request('/health/ready'))).status).toBe(503)
  load(exampleModel())
  await server.ready()
  expect((await server.fetch(request('/health/ready'))).status).toBe(200)
})

it('stays up without a model when the first cannot be loaded, and says so', async () => {
  const errors: object[] = []
  const ignore = () => undefined
  const logger = { debug: ignore, info: ignore, warn: ignore, error: (fields: object) => void errors.push(fields) }
  const error = new Error('damaged')
  const server = createServer({ model: Promise.reject(error), logger })
  await expect(server.ready()).rejects.toBe(error)
  expect(errors).toEqual([{ err: error }])
  expect((await server.fetch(request('/health/ready'))).status).toBe(503)
})

it('stops waiting for a model when it is told to', async () => {
  const never = createServer({ model: new Promise<never>(() => undefined) })
  await expect(never.ready({ signal: AbortSignal.timeout(5) })).rejects.toThrow(/aborted|timeout/)
})

it('keeps the old model when another cannot be loaded, counts swaps and failures, and lets go of the source at the end', async () => {
  const source = movableSource()
  const server = createServer({ model: source })
  source.move(version(1))
  source.move(version(2))
  source.fail(new Error('damaged'))
  const metrics = await (await server.fetch(request('/metrics'))).text()
  expect(metrics).toContain('\nmodel_swaps_total 1\n')
  expect(metrics).toContain('\nmodel_load_failures_total 1\n')
  expect(metrics).toContain('model_info{model="repayment",version="2",alias="production",digest=""} 1')
  expect((await bodyOf(await server.fetch(request('/model')))).version).toBe(2)
  expect(source.listeners).toBe(1)
  await server.close()
  expect(source.listeners).toBe(0)
})

it('never mixes two models in an answer while the alias moves under load', async () => {
  const source = movableSource()
  const versions = Array.from({ length: 20 }, (_, i) => version(i + 1))
  const probabilities = new Map(versions.map(({ model, served }) => [served.version, (model as Model).predict(applicant).probability]))
  expect(new Set(probabilities.values()).size).toBe(20)
  source.move(versions[0])
  const server = createServer({ model: source })
  const seen = new Set<number>()
  const ask = async (isBatch: boolean) => {
    const response = await server.fetch(request('/predict', json(isBatch ? { instances: [applicant, applicant] } : applicant)))
    expect(response.status).toBe(200)
    const answer = await bodyOf(response)
    seen.add(answer.version)
    for (const { probability } of isBatch ? answer.predictions : [answer]) expect(probability).toBe(probabilities.get(answer.version))
  }
  for (const next of versions) {
    const asked = Array.from({ length: 50 }, (_, i) => ask(i % 2 === 0))
    await new Promise(setImmediate)
    source.move(next)
    await Promise.all(asked)
  }
  expect(seen.size).toBeGreaterThan(10)
})
