import type { Json } from '../json/json.ts'

const marker = Symbol.for('millrace.error')

/**
 * What a {@link MillraceError} is made of.
 *
 * @category Errors
 * @since 0.1.0
 */
export interface MillraceErrorOptions {
  /** Stable identifier, listed in `docs/errors.md`; programs branch on it, never on the message. */
  readonly code: `E_${string}`
  /** What happened, where, the offending value and the remedy, in one or two sentences for a person. */
  readonly message: string
  /** The same facts for programs: column, line, path, limits. Never a secret. */
  readonly details?: Readonly<Record<string, Json>>
  /** The error that led here. */
  readonly cause?: unknown
}

/**
 * The one error class of every Millrace package: a stable `code`, a message for people and `details` for programs.
 *
 * Recognise it by {@link MillraceError.isInstance}, which also works when two copies of the package are loaded.
 *
 * @example
 * ```ts
 * import { MillraceError } from '@millrace/core'
 *
 * try {
 *   throw new MillraceError({ code: 'E_EXAMPLE', message: 'nothing to read', details: { path: 'a.csv' } })
 * } catch (error) {
 *   MillraceError.isInstance(error) && error.code // => 'E_EXAMPLE'
 * }
 * ```
 * @category Errors
 * @since 0.1.0
 */
export class MillraceError extends Error {
  /** Stable identifier, listed in `docs/errors.md`. */
  readonly code: `E_${string}`
  /** Facts for programs. */
  readonly details: Readonly<Record<string, Json>>

  constructor({ code, message, details = {}, cause }: MillraceErrorOptions) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'MillraceError'
    this.code = code
    this.details = details
    Object.defineProperty(this, marker, { value: true })
  }

  /**
   * Tells whether a value is a Millrace error, whichever copy of the package made it.
   *
   * @param value - anything, as caught
   */
  static isInstance(value: unknown): value is MillraceError {
    return typeof value === 'object' && value !== null && marker in value
  }
}
