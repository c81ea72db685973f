import { type Logger, MillraceError, type Model, type PredictionLog } from '@millrace/core'
import { exampleModel } from '@millrace/core/testing'
import { expect, it } from 'vitest'
import { applicant, bodyOf, form, json } from '../../test/support/transports.ts'
import { memoryPredictionLog } from '../testing/memory-prediction-log.ts'
import { createServer } from './create-server.ts'
import type { ServerOptions } from './server-options.ts'

const model = exampleModel()
const send = (options: Partial<ServerOptions<never>>, path: string, sent: RequestInit = {}) =>
  createServer({ model, ...options }).fetch(new Request(`http://localhost${path}`, sent))
/** A model that predicts otherwise; what it explains, it predicts. */
const predicting = (predict: () => unknown) =>
  ({ ...model, predict, explain: () => ({ prediction: predict(), contributions: [] }) }) as unknown as Model<never>

function recordingLogger() {
  const lines: { readonly level: string; readonly fields: object; readonly message: string }[] = []
  const at = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message })
  const logger: Logger = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
  return { lines, logger }
}

it('answers a fault of its own by 500 with an identifier, and tells the log alone what it was', async () => {
  const { lines, logger } = recordingLogger()
  const broken = predicting(() => {
    throw new Error('secret path /etc/model')
  })
  const response = await send({ model: broken, logger }, '/predict', json(applicant, { 'x-request-id': 'r-1' }))
  expect(response.status).toBe(500)
  expect(await bodyOf(response)).toEqual({
    error: { code: 'internal', message: 'something went wrong; the log has more under the request id' },
    requestId: 'r-1',
  })
  const failed = lines.find(({ level }) => level === 'error')
  expect(failed).toMatchObject({ fields: { requestId: 'r-1', method: 'POST', path: '/predict' }, message: 'a request failed' })
})

it.each([Number.NaN, Number.POSITIVE_INFINITY])('never answers a score that is %s', async (score) => {
  const response = await send({ model: predicting(() => ({ score, probability: 0.5, label: 'yes' })) }, '/predict', json(applicant))
  expect(response.status).toBe(500)
  expect((await bodyOf(response)).error.code).toBe('model_failed')
})

it('refuses a row whose score overflowed as one of its values', async () => {
  const overflowing = predicting(() => {
    throw new MillraceError({ code: 'E_SCORE_NULL', message: 'no score' })
  })
  const response = await send({ model: overflowing }, '/predict', json({ instances: [applicant] }))
  expect(response.status).toBe(422)
  expect((await bodyOf(response)).error.issues).toMatchObject([{ path: ['instances', 0], code: 'no_score' }])
  const page = await send({ model: overflowing }, '/', form({ income: '4000', employed: 'true' }))
  expect(page.status).toBe(422)
  expect(await page.text()).toContain('overflow')
})

it('leaves reasons out where the model cannot explain itself, or none are wanted', async () => {
  const silent = {
    ...model,
    explain: () => {
      throw new MillraceError({ code: 'E_EXPLAIN_UNSUPPORTED', message: 'no' })
    },
  } as unknown as Model<never>
  for (const options of [{ model: silent }, { reasons: 0 }]) {
    const answer = await bodyOf(await send(options, '/predict', json(applicant)))
    expect(answer.label).toBe('yes')
    expect(answer).not.toHaveProperty('reasons')
  }
})

it('has no feedback without a log, and no page where none is wanted', async () => {
  expect((await send({}, '/feedback', json({ id: 'a', label: 'yes' }))).status).toBe(404)
  expect((await send({ page: false }, '/')).status).toBe(404)
})

it.each([
  ['E_LOG_UNWRITABLE', 503, 'log_unwritable'],
  ['E_OTHER', 500, 'internal'],
] as const)('answers feedback that fails by %s with %i', async (code, status, expected) => {
  const failing: PredictionLog = Object.create(memoryPredictionLog(), {
    addFeedback: { value: () => Promise.reject(new MillraceError({ code, message: 'no' })) },
  })
  const response = await send({ log: failing }, '/feedback', json({ id: 'a', label: 'yes' }))
  expect(response.status).toBe(status)
  expect((await bodyOf(response)).error.code).toBe(expected)
})

it('logs each request without what was in it', async () => {
  const { lines, logger } = recordingLogger()
  await send({ logger }, '/predict?token=abc', json({ ...applicant, area: 'Coast' }, { authorization: 'Bearer abc' }))
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({ level: 'info', fields: { method: 'POST', route: '/predict', status: 200 } })
  expect(JSON.stringify(lines)).not.toMatch(/Coast|abc/)
})

it.each([{ limits: { rows: 0 } }, { limits: { timeoutMs: 1.5 } }, { reasons: -1 }, { drainDelayMs: Number.NaN }])(
  'refuses the option %o',
  (options) => {
    expect(() => createServer({ model, ...options })).toThrow(RangeError)
  },
)

it('refuses what is no model', () => {
  expect(() => createServer({ model: {} as never })).toThrow(TypeError)
})

it('refuses what it has no time for, with a time to come again, and answers health and metrics all the while', async () => {
  const slow = predicting(() => {
    const until = performance.now() + 5
    while (performance.now() < until);
    return { score: 0, probability: 0.5, label: 'yes' }
  })
  const server = createServer({ model: slow, limits: { queue: 2 } })
  const ask = (path: string, sent: RequestInit = {}) => server.fetch(new Request(`http://localhost${path}`, sent))
  const asked = Array.from({ length: 30 }, () => ask('/predict', json(applicant)))
  expect((await ask('/health/live')).status).toBe(200)
  const responses = await Promise.all(asked)
  const refused = responses.filter(({ status }) => status === 503)
  expect(refused.length).toBeGreaterThan(0)
  expect(responses.filter(({ status }) => status === 200).length + refused.length).toBe(30)
  expect(refused[0]!.headers.get('retry-after')).toBe('1')
  expect((await bodyOf(refused[0]!)).error.code).toBe('overloaded')
  expect(await (await ask('/metrics')).text()).toContain(`predict_shed_total ${refused.length}\n`)
})
