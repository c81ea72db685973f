import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hasCode } from '@millrace/core'
import { afterEach, expect, test } from 'vitest'
import { alertMessage } from './alert-message.ts'
import { createAlerts } from './create-alerts.ts'
import type { WebhookSinkOptions } from './webhook-options.ts'
import { webhookSink } from './webhook-sink.ts'

const event = { key: 'loans', level: 'fail', title: 'Loans drifted', reasons: [{ message: 'income drifted' }] } as const
const message = alertMessage(event, { kind: 'alert', open: undefined, nowMs: 0 })

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A server that answers with these statuses, the last one ever after. */
async function receiver(statuses: readonly (number | RequestListener)[]) {
  const received: Received[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += String(chunk)
    })
    request.on('end', () => {
      const answer = statuses[Math.min(received.length, statuses.length - 1)]!
      received.push({ headers: request.headers, body })
      if (typeof answer === 'number') response.writeHead(answer).end('ok')
      else answer(request, response)
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const waits: number[] = []
  const sink = (options: WebhookSinkOptions = {}) =>
    webhookSink(`${origin}/services/s3cret-path?token=s3cret-token`, { wait: async (ms) => waits.push(ms), ...options })
  return { origin, received, waits, sink }
}

const faultOf = (sending: Promise<unknown>) =>
  sending.then(
    () => null,
    (error: unknown) => error as Error & { readonly details: object },
  )

test('posts the message as JSON, once, with its id and its signature', async () => {
  const { received, sink } = await receiver([204])
  const options = { headers: { authorization: 'Bearer abc' }, secret: 'key', now: () => 5_999 }
  await sink(options).deliver(message)
  expect(received).toHaveLength(1)
  const [{ headers, body }] = received as [Received]
  expect(JSON.parse(body)).toEqual(message)
  expect(JSON.parse(body)).toMatchObject({ text: 'Loans drifted\n• income drifted' })
  expect(headers).toMatchObject({ 'content-type': 'application/json', 'idempotency-key': message.id, authorization: 'Bearer abc' })
  expect(headers['millrace-signature']).toBe(`t=5,v1=${createHmac('sha256', 'key').update(`5.${body}`).digest('hex')}`)
})

test('a receiver with a form of its own gets a body of its own', async () => {
  const { received, sink } = await receiver([200])
  await sink({ body: ({ title, level }) => ({ summary: title, severity: level }) }).deliver(message)
  expect(JSON.parse(received[0]!.body)).toEqual({ summary: 'Loans drifted', severity: 'fail' })
})

test.each([408, 429, 500, 503])('retries a status of %d with growing waits, then delivers', async (status) => {
  const { received, waits, sink } = await receiver([status, status, 200])
  await sink({ backoffMs: 100, seed: 1 }).deliver(message)
  expect(received.map(({ headers }) => headers['idempotency-key'])).toEqual([message.id, message.id, message.id])
  expect(waits).toHaveLength(2)
  expect(waits[0]).toBeGreaterThanOrEqual(50)
  expect(waits[0]).toBeLessThan(100)
  expect(waits[1]).toBeGreaterThanOrEqual(100)
  expect(waits[1]).toBeLessThan(200)
})

test.each([301, 307, 400, 401, 404, 410])('does not retry a status of %d', async (status) => {
  const { received, waits, sink } = await receiver([(_, response) => response.writeHead(status, { location: '/elsewhere' }).end()])
  const error = await faultOf(sink().deliver(message))
  expect(error).toMatchObject({ code: 'E_ALERT_DELIVERY', details: { status, attempts: 1 } })
  expect([received.length, waits.length]).toEqual([1, 0])
})

test('gives up after its retries', async () => {
  const { received, sink } = await receiver([500])
  expect(await faultOf(sink({ retries: 2 }).deliver(message))).toMatchObject({ details: { status: 500, attempts: 3 } })
  expect(received).toHaveLength(3)
})

test('waits as Retry-After states, and fails where that is too long', async () => {
  const busy =
    (seconds: number): RequestListener =>
    (_, response) =>
      response.writeHead(429, { 'retry-after': String(seconds) }).end()
  const short = await receiver([busy(7), 200])
  await short.sink().deliver(message)
  expect(short.waits).toEqual([7000])
  const long = await receiver([busy(61), 200])
  expect(await faultOf(long.sink().deliver(message))).toMatchObject({ message: expect.stringContaining('retry after 61000 ms') })
  expect([long.received.length, long.waits.length]).toEqual([1, 0])
})

test('an answer that does not come is given up and tried again', async () => {
  const { received, sink } = await receiver([() => {}, 200])
  await sink({ timeoutMs: 50 }).deliver(message)
  expect(received).toHaveLength(2)
  const silent = await receiver([() => {}])
  expect(await faultOf(silent.sink({ timeoutMs: 20, retries: 0 }).deliver(message))).toMatchObject({
    message: expect.stringContaining('no answer in 20 ms'),
  })
})

test('the body of an answer is not read, however long', async () => {
  const endless: RequestListener = (_, response) => {
    const write = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    }
    response.on('drain', write)
    write()
  }
  const { sink } = await receiver([endless])
  await sink({ timeoutMs: 5000 }).deliver(message)
})

test('a receiver that is not there is named by its error code', async () => {
  const { origin, sink } = await receiver([200])
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve))
  const error = await faultOf(sink({ retries: 1 }).deliver(message))
  expect(error!.message).toBe(
    `webhookSink: ${origin} did not take the alert: ECONNREFUSED (2 attempts); check address, headers and receiver`,
  )
})

test('the signal ends an attempt, and a wait', async () => {
  const silent = await receiver([() => {}])
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 30)
  expect(await faultOf(silent.sink({ signal: stop.signal }).deliver(message))).toMatchObject({
    message: expect.stringContaining('aborted (1'),
  })
  const failing = await receiver([500])
  const later = new AbortController()
  // The clock is read when an attempt has failed, before the wait.
  const now = () => Number(setTimeout(() => later.abort(), 1) === null)
  const error = await faultOf(failing.sink({ signal: later.signal, wait: undefined, backoffMs: 60_000, now }).deliver(message))
  expect(error).toMatchObject({ message: expect.stringContaining('status 500, then aborted') })
  expect(await faultOf(failing.sink({ signal: AbortSignal.abort() }).deliver(message))).toMatchObject({ details: { attempts: 1 } })
})

test('no secret is in an outcome or a log', async () => {
  const { sink } = await receiver([(_, response) => response.writeHead(400).end('s3cret-echo')])
  const logged: unknown[] = []
  const log = (...line: unknown[]) => logged.push(line)
  const logger = { debug: log, info: log, warn: log, error: log }
  const options = { headers: { 'x-key': 's3cret-header' }, secret: 's3cret-key' }
  const alerts = createAlerts({ sinks: [sink(options)], logger })
  const outcome = await alerts.send(event)
  expect(outcome.sinks[0]).toMatchObject({ status: 'failed', error: { code: 'E_ALERT_DELIVERY' } })
  expect(JSON.stringify([outcome, logged, alerts])).not.toContain('s3cret')
})

test.each([
  'ftp://hooks.example/s3cret',
  's3cret',
  'http://hooks.example/s3cret',
  'https://ada:s3cret@hooks.example',
  'http://127.0.0.1.example/s3cret',
])('the address %s is refused without showing its secret', (url) => {
  try {
    webhookSink(url)
    expect.unreachable()
  } catch (error) {
    expect(hasCode(error, 'E_ALERT_URL')).toBe(true)
    expect(JSON.stringify([(error as Error).message, (error as { readonly details?: unknown }).details])).not.toContain('s3cret')
  }
})

test.each(['https://hooks.example/x', 'http://localhost:9/x', 'http://127.8.0.1/x', 'http://[::1]:80/x'])(
  'the address %s is taken',
  (url) => {
    expect(webhookSink(url).name).toBe('webhook')
    expect(webhookSink('http://hooks.example', { allowHttp: true, name: 'ops' }).name).toBe('ops')
  },
)

test('options out of range are refused, and a bad header without its value', () => {
  const bad: readonly WebhookSinkOptions[] = [
    { timeoutMs: 0 },
    { retries: 1.5 },
    { retries: 21 },
    { backoffMs: -1 },
    { maxWaitMs: Number.NaN },
    { headers: { 'x-key': 's3cret\nvalue' } },
    { headers: { 'x key': 'v' } },
  ]
  for (const options of bad) {
    const make = () => webhookSink('https://hooks.example', options)
    expect(make).toThrow(expect.objectContaining({ code: 'E_DRIFT_OPTION', message: expect.not.stringContaining('s3cret') }))
  }
})
