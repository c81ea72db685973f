import { once } from 'node:events'
import { connect } from 'node:net'
import { exampleModel } from '@millrace/core/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseAnswer, rawRequest } from '../../test/support/raw-request.ts'
import { applicant, json } from '../../test/support/transports.ts'
import { createServer, type Listening, type Server } from '../server/create-server.ts'

const head = (more = '') => `POST /predict HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nconnection: close\r\n${more}`
const sized = (length: number) => head(`content-length: ${length}\r\n\r\n`)
const text = JSON.stringify(applicant)

describe('a listening server', () => {
  let server: Server
  let listening: Listening
  beforeEach(async () => {
    const limits = { bodyBytes: 2000, bodyChunks: 50, bodyTimeoutMs: 300, headersTimeoutMs: 200 }
    server = createServer({ model: exampleModel(), limits })
    listening = await server.listen({ port: 0 })
  })
  afterEach(async () => {
    expect((await fetch(`${listening.url}/health/live`, { headers: { connection: 'close' } })).status).toBe(200)
    await server.close()
  })
  const errorOf = async (write: Parameters<typeof rawRequest>[1]) => {
    const { status, body, head } = parseAnswer(await rawRequest(listening.port, write))
    expect(head).toContain('x-content-type-options: nosniff')
    expect(head).toContain('connection: close')
    return [status, (body as { error: { code: string } }).error.code]
  }

  it('is reached on this machine alone unless told otherwise', () => {
    expect(listening.url).toBe(`http://127.0.0.1:${listening.port}`)
  })

  it('puts the pieces of a body together', async () => {
    const answer = await rawRequest(listening.port, async (socket) => {
      socket.write(sized(Buffer.byteLength(text)))
      for (const part of text.match(/.{1,20}/g) ?? []) {
        socket.write(part)
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
    })
    expect(parseAnswer(answer)).toMatchObject({ status: 200, body: { label: 'yes' } })
  })

  it('refuses a body that says it is too long, before it comes', async () => {
    expect(await errorOf((socket) => void socket.write(sized(2001)))).toEqual([413, 'too_large'])
  })

  it('refuses a body that turns out to be too long', async () => {
    const chunk = `${(1000).toString(16)}\r\n${' '.repeat(1000)}\r\n`
    expect(await errorOf((socket) => void socket.write(head(`transfer-encoding: chunked\r\n\r\n${chunk.repeat(3)}0\r\n\r\n`)))).toEqual([
      413,
      'too_large',
    ])
  })

  it('refuses a body in very many pieces', async () => {
    expect(
      await errorOf((socket) => void socket.write(head(`transfer-encoding: chunked\r\n\r\n${'1\r\n \r\n'.repeat(100)}0\r\n\r\n`))),
    ).toEqual([413, 'too_large'])
  })

  it('does not wait for a body that drips', async () => {
    expect(await errorOf((socket) => void socket.write(`${sized(100)}{`))).toEqual([408, 'request_timeout'])
  })

  it('does not wait for headers that drip', async () => {
    expect(await errorOf((socket) => void socket.write('GET / HTTP/1.1\r\nhost:'))).toEqual([408, 'request_timeout'])
  })

  it('refuses huge headers', async () => {
    expect(await errorOf((socket) => void socket.write(`GET / HTTP/1.1\r\nhost: x\r\na: ${'x'.repeat(20_000)}\r\n\r\n`))).toEqual([
      431,
      'too_large',
    ])
  })

  it.each(['nonsense\r\n\r\n', 'GET / HTTP/1.1\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\nhost: x\r\n\r\n'])(
    'refuses %j',
    async (bytes) => {
      expect(await errorOf((socket) => void socket.write(bytes))).toEqual([400, 'bad_request'])
    },
  )

  it('answers methods that it does not know', async () => {
    const ask = (method: string) =>
      errorOf((socket) => void socket.write(`${method} /predict HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`))
    expect(await ask('PROPFIND')).toEqual([405, 'method_not_allowed'])
    expect(await ask('TRACE')).toEqual([405, 'method_not_allowed'])
  })

  it('lives on when clients go away', async () => {
    for (const bytes of [sized(100), `${sized(100)}{`, `${sized(Buffer.byteLength(text))}${text}`]) {
      const socket = connect(listening.port, '127.0.0.1')
      await once(socket, 'connect')
      socket.write(bytes)
      socket.destroy()
    }
  })

  it('names the route in metrics by its template, and only routes that exist', async () => {
    const send = (path: string, sent = {}) =>
      fetch(listening.url + path, { ...sent, headers: { 'content-type': 'application/json', connection: 'close' } })
    await send('/predict?secret', json(applicant))
    await send('/some/secret')
    const metrics = await (await send('/metrics')).text()
    expect(metrics).toContain('http_requests_total{method="POST",route="/predict",status="200"} 1\n')
    expect(metrics).toContain('http_requests_total{method="GET",route="none",status="404"} 1\n')
    expect(metrics).not.toContain('secret')
  })

  it('refuses a port that is taken', async () => {
    const other = createServer({ model: exampleModel() })
    await expect(other.listen({ port: listening.port })).rejects.toMatchObject({
      code: 'E_LISTEN_FAILED',
      details: { port: listening.port },
    })
    await other.close()
  })
})

describe('ending', () => {
  it('turns readiness off at once, and answers until the delay is over', async () => {
    const server = createServer({ model: exampleModel(), drainDelayMs: 300 })
    const { url } = await server.listen({ port: 0 })
    const send = (path: string, sent = {}) => fetch(url + path, { ...sent, headers: { 'content-type': 'application/json' } })
    const closing = server.close()
    expect((await send('/health/ready')).status).toBe(503)
    const answer = await send('/predict', json(applicant))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('connection')).toBe('close')
    await closing
    await expect(send('/health/live')).rejects.toThrow('fetch failed')
    await expect(server.listen({ port: 0 })).rejects.toThrow(TypeError)
  })

  it('finishes a request that had begun', async () => {
    const server = createServer({ model: exampleModel() })
    const { port } = await server.listen({ port: 0 })
    const answer = await rawRequest(port, async (socket) => {
      socket.write(sized(Buffer.byteLength(text)))
      await new Promise((resolve) => setTimeout(resolve, 50))
      void server.close()
      await new Promise((resolve) => setTimeout(resolve, 50))
      socket.write(text)
    })
    expect(parseAnswer(answer)).toMatchObject({ status: 200, body: { label: 'yes' } })
    await server.close()
  })

  it('does not wait for connections on which nothing comes', async () => {
    const server = createServer({ model: exampleModel() })
    const { port } = await server.listen({ port: 0 })
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    await server.close()
    await once(socket, 'close')
  })

  it('is disposed of with its block', async () => {
    let url = ''
    {
      await using listening = await createServer({ model: exampleModel() }).listen({ port: 0 })
      url = listening.url
    }
    await expect(fetch(url)).rejects.toThrow('fetch failed')
  })
})
