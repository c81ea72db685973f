import { MillraceError } from '@millrace/core'
import { expect, test } from 'vitest'
import { exitCodeOf } from './exit-code.ts'

const error = (code: `E_${string}`, details = {}) => new MillraceError({ code, message: 'failed', details })

test.each([
  [error('E_FILE_MISSING'), 3],
  [error('E_MODEL_DIGEST'), 3],
  [error('E_LISTEN_FAILED'), 4],
  [error('E_LOG_UNWRITABLE'), 5],
  [error('E_WORKER_FAILED', { exitCode: 4 }), 4],
  [error('E_WORKER_FAILED', { exitCode: null, signal: 'SIGKILL' }), 1],
  [new TypeError('a fault'), 1],
])('%s calls for the exit code %i', (given, code) => {
  expect(exitCodeOf(given)).toBe(code)
})
