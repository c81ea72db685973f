/**
 * What Millrace logs to: the part of a pino logger that it uses, so that a pino logger is one.
 *
 * @category Logging
 * @since 0.1.0
 */
export interface Logger {
  /** For whoever looks for a fault: what is done, step by step. */
  debug(fields: object, message: string): void
  /** The normal course: started, swapped, finished. */
  info(fields: object, message: string): void
  /** Something was wrong and was coped with. */
  warn(fields: object, message: string): void
  /** Something failed. */
  error(fields: object, message: string): void
  /** A logger that adds the fields to every line. */
  child?(fields: object): Logger
}

const ignore = () => undefined

/**
 * Logs nothing: what every function uses unless a logger is given.
 *
 * @example
 * ```ts
 * import { silentLogger } from '@millrace/core'
 *
 * silentLogger.info({ rows: 614 }, 'read') // => undefined
 * ```
 * @category Logging
 * @since 0.1.0
 */
export const silentLogger: Required<Logger> = /* @__PURE__ */ Object.freeze({
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  child: () => silentLogger,
})
