import { availableParallelism } from 'node:os'
import { CommanderError } from 'commander'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { readArguments } from './arguments.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

const read = (...argv: readonly string[]) => {
  for (const name of ['PORT', 'HOST', 'WEB_CONCURRENCY']) vi.stubEnv(name, undefined)
  return readArguments(argv, '1.2.3')
}

test('a model folder alone is served to this machine, on port 3000, by one worker', () => {
  expect(read('model')).toEqual({ model: 'model', port: 3000, host: '127.0.0.1', workers: 1, drainDelay: 0, page: true, level: 'info' })
})

test('everything can be said', () => {
  const argv =
    'model --port 0 --host 0.0.0.0 --workers auto --log kept --log-fields a,b --log-retention-days 30 --drain-delay 5000 --no-page'
  expect(read(...argv.split(' '), '--body-limit', '4096', '--level', 'warn')).toEqual({
    model: 'model',
    port: 0,
    host: '0.0.0.0',
    workers: availableParallelism(),
    log: 'kept',
    logFields: ['a', 'b'],
    logRetentionDays: 30,
    drainDelay: 5000,
    bodyLimit: 4096,
    page: false,
    level: 'warn',
  })
})

test('platforms say it by the environment, and arguments go before', () => {
  vi.stubEnv('PORT', '8080')
  vi.stubEnv('HOST', '0.0.0.0')
  vi.stubEnv('WEB_CONCURRENCY', '3')
  expect(readArguments(['model', '--port', '81'], '1.2.3')).toMatchObject({ port: 81, host: '0.0.0.0', workers: 3 })
})

describe('is refused, with the reason', () => {
  test.each([
    ['', /missing required argument 'model-folder'/],
    ['one two', /too many arguments/],
    ['model --unknown', /unknown option '--unknown'/],
    ['model --port 70000', /It is not a whole number from 0 to 65535/],
    ['model --port 1e3', /It is not a whole number/],
    ['model --workers -1', /It is not a whole number from 0 to 1024/],
    ['model --level loud', /Allowed choices are debug/],
  ])('%s', (line, reason) => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    expect(() => read(...line.split(' ').filter((word) => word !== ''))).toThrow(CommanderError)
    expect(written.mock.calls.join()).toMatch(reason)
  })
})
