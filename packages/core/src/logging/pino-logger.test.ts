import { Writable } from 'node:stream'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { MillraceError } from '../errors/millrace-error.ts'
import { silentLogger } from './logger.ts'
import { pinoLogger } from './pino-logger.ts'

const captured = (level?: 'debug' | 'info' | 'warn' | 'error' | 'silent') => {
  const lines: string[] = []
  const logger = pinoLogger({ ...(level && { level }), destination: { write: (line) => lines.push(line) } })
  return { logger, lines, records: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) }
}

describe('pinoLogger', () => {
  it('writes one JSON line a call, with level, fields and message', () => {
    const { logger, records } = captured('debug')
    logger.debug({ rows: 614 }, 'read 100%')
    logger.error({ missing: undefined, share: Number.NaN }, 'failed')
    expect(records()).toMatchObject([
      { level: 20, rows: 614, msg: 'read 100%' },
      { level: 50, share: 'NaN', msg: 'failed' },
    ])
  })

  it('writes nothing below its level', () => {
    const { logger, lines } = captured('warn')
    logger.info({}, 'not seen')
    logger.warn({}, 'seen')
    expect(lines).toHaveLength(1)
  })

  it('masks secret keys at any depth, whatever their spelling, also in children', () => {
    const { logger, lines } = captured()
    const secret = 'hunter2'
    logger.child({ apiKey: secret, request: 7 }).info(
      {
        a: [{ 'X-Api-Key': secret, Set_Cookie: [secret], nested: new Map([['refreshToken', secret]]) }],
        headers: new Headers({ authorization: secret }),
      },
      `GET https://ada:${secret}@h.example/?password=${secret}`,
    )
    expect(lines[0]).not.toContain(secret)
    expect(JSON.parse(lines[0]!)).toMatchObject({ request: 7, apiKey: '[redacted]', a: [{ 'X-Api-Key': '[redacted]' }] })
  })

  it('keeps code, details and cause of an error, and takes the secrets out of its texts', () => {
    const { logger, records, lines } = captured()
    const error = new MillraceError({
      code: 'E_EXAMPLE',
      message: 'cannot reach postgres://ada:hunter2@db',
      details: { host: 'db' },
      cause: new Error('token=hunter2'),
    })
    logger.error(error, 'failed')
    logger.error({ err: error, run: 1 }, 'failed')
    expect(lines.join('')).not.toContain('hunter2')
    const err = {
      type: 'MillraceError',
      code: 'E_EXAMPLE',
      message: 'cannot reach postgres://[redacted]@db',
      details: { host: 'db' },
      cause: { message: 'token=[redacted]' },
    }
    expect(records()).toMatchObject([{ err }, { err, run: 1 }])
  })

  it('logs values that JSON cannot carry, cycles and getters that throw, without throwing', () => {
    const { logger, lines, records } = captured()
    const cycle: Record<string, unknown> = { big: 1n, when: new Date(Number.NaN), bytes: new Uint8Array(3), f: () => 1 }
    cycle.self = cycle
    Object.defineProperty(cycle, 'broken', { enumerable: true, get: unreadable })
    logger.info(cycle, 'odd')
    logger.info({ wide: Array.from({ length: 100_000 }, (_, i) => i), set: new Set([1]) }, 'wide')
    expect(records()[0]).toMatchObject({ big: '1', when: 'Invalid Date', bytes: '[3 bytes]', f: '[function]', broken: '[unreadable]' })
    expect(lines[1]!.length).toBeLessThan(10_000)
  })

  it('writes to a pino logger of the program, at its level', () => {
    const lines: string[] = []
    const instance = pino(
      { level: 'error', base: { service: 'loans' } },
      new Writable({ write: (chunk, _, done) => done(void lines.push(String(chunk))) }),
    )
    const logger = pinoLogger({ instance })
    logger.info({}, 'not seen')
    logger.error({ token: 'abc' }, 'seen')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ service: 'loans', token: '[redacted]', msg: 'seen' }])
  })
})

describe('silentLogger', () => {
  it('has silent children', () => {
    expect(silentLogger.child({ run: 1 })).toBe(silentLogger)
  })
})

function unreadable(): never {
  throw new Error('no')
}
