import { destination as openDestination, type Logger as PinoInstance, pino } from 'pino'
import type { Logger } from './logger.ts'
import { redactFields } from './redact-fields.ts'
import { redactText } from './redact-text.ts'

/**
 * Where {@link pinoLogger} writes, and how much.
 *
 * @category Logging
 * @since 0.1.0
 */
export interface PinoLoggerOptions {
  /** The least level that is written. @defaultValue 'info' */
  readonly level?: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** The process's output or error output, or anything that takes lines. @defaultValue 'stdout' */
  readonly destination?: 'stdout' | 'stderr' | { write(line: string): void }
  /** A pino logger of the program to write to; level and destination are then its own. */
  readonly instance?: PinoInstance
}

/**
 * Makes a logger that writes JSON lines by pino, without secrets.
 *
 * Before pino sees them, fields and messages lose the values of keys that say secret (password, token, authorization, cookie, API key, at
 * any depth), user and password in URLs, secret query values and authorization schemes. An error as `fields` is written under `err` with
 * its code, details and cause. Logging never throws.
 *
 * @param options - level and destination, or a pino logger to write to
 * @returns the logger
 * @see https://getpino.io
 * @example
 * ```ts
 * import { pinoLogger } from '@millrace/core/pino'
 *
 * const lines: string[] = []
 * const logger = pinoLogger({ destination: { write: (line) => lines.push(line) } })
 * logger.info({ store: 'postgres://ada:s3cret@db.example/runs', token: 'abc' }, 'connected')
 * JSON.parse(lines[0] ?? '').store // => 'postgres://[redacted]@db.example/runs'
 * JSON.parse(lines[0] ?? '').token // => '[redacted]'
 * ```
 * @category Logging
 * @since 0.1.0
 */
export function pinoLogger({ level = 'info', destination = 'stdout', instance }: PinoLoggerOptions = {}): Required<Logger> {
  const base =
    instance ?? pino({ level }, typeof destination === 'string' ? openDestination(destination === 'stdout' ? 1 : 2) : destination)
  return wrap(base.child({}, { serializers: { err: (plain: unknown) => plain } }))
}

function wrap(instance: PinoInstance): Required<Logger> {
  const at = (level: 'debug' | 'info' | 'warn' | 'error') => (fields: object, message: string) => {
    if (instance.isLevelEnabled(level)) instance[level](redactFields(fields), redactText(message))
  }
  return Object.freeze({
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields: object) => wrap(instance.child(redactFields(fields))),
  })
}
