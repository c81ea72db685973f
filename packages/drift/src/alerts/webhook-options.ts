import { optionError } from '../internal/errors.ts'
import type { AlertMessage } from './alert-event.ts'

/**
 * Settings of {@link webhookSink}.
 *
 * @category Alerts
 * @since 0.1.0
 */
export interface WebhookSinkOptions {
  /** Name of the sink. @defaultValue 'webhook' */
  readonly name?: string | undefined
  /** Headers of every request, such as `authorization`; their values are in no error and no log. @defaultValue none */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Makes the body, as JSON, for receivers with a form of their own. @defaultValue the message itself */
  readonly body?: ((message: AlertMessage) => unknown) | undefined
  /** Key of the signature in `millrace-signature`. @defaultValue not signed */
  readonly secret?: string | undefined
  /** Ends waiting and retrying; the alert has then failed. @defaultValue none */
  readonly signal?: AbortSignal | undefined
  /** How long one attempt may take, in milliseconds up to ten minutes. @defaultValue 10,000 */
  readonly timeoutMs?: number | undefined
  /** Attempts after the first, 0 to 20. @defaultValue 3 */
  readonly retries?: number | undefined
  /** Wait before the first retry, in milliseconds; it doubles with every one. @defaultValue 500 */
  readonly backoffMs?: number | undefined
  /** Longest wait, in milliseconds; where `Retry-After` asks for more, the alert has failed. @defaultValue 60,000 */
  readonly maxWaitMs?: number | undefined
  /** Allows http to other machines, which sends alert and headers in clear text. @defaultValue false */
  readonly allowHttp?: boolean | undefined
  /** Seed of the random part of the waits, an integer from 0 to 2^53 - 1. @defaultValue taken from the alert's id */
  readonly seed?: number | undefined
  /** Clock of the signature and of `Retry-After`, in milliseconds since 1970. @defaultValue Date.now */
  readonly now?: (() => number) | undefined
  /** Waits; rejects when the signal aborts. @defaultValue timers of Node */
  readonly wait?: ((milliseconds: number, signal: AbortSignal | undefined) => Promise<unknown>) | undefined
  /** Sends requests, for proxies and tests. @defaultValue the global fetch */
  readonly fetch?: typeof globalThis.fetch | undefined
}

/** The headers of every request, checked. An invalid value is never shown. */
export function webhookHeaders(given: Readonly<Record<string, string>>): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(given)) {
    try {
      headers.set(name, value)
    } catch {
      throw optionError({
        function: 'webhookSink',
        option: 'headers',
        value: `invalid at '${name}'`,
        range: 'names and values of HTTP headers',
      })
    }
  }
  headers.set('content-type', 'application/json')
  return headers
}

interface Patience {
  readonly timeoutMs: number
  readonly retries: number
  readonly backoffMs: number
  readonly maxWaitMs: number
}

/** How long to try, checked. */
export function webhookPatience(options: WebhookSinkOptions): Patience {
  const { timeoutMs = 10_000, retries = 3, backoffMs = 500, maxWaitMs = 60_000 } = options
  const check = (option: keyof Patience, value: number, holds: boolean, range: string) => {
    if (!holds) throw optionError({ function: 'webhookSink', option, value, range })
  }
  check('timeoutMs', timeoutMs, timeoutMs > 0 && timeoutMs <= 600_000, 'above 0 and at most 600,000')
  check('retries', retries, Number.isInteger(retries) && retries >= 0 && retries <= 20, 'an integer from 0 to 20')
  check('backoffMs', backoffMs, backoffMs >= 0 && backoffMs <= 600_000, 'from 0 to 600,000')
  check('maxWaitMs', maxWaitMs, maxWaitMs >= 0 && maxWaitMs <= 86_400_000, 'from 0 to 86,400,000')
  return { timeoutMs, retries, backoffMs, maxWaitMs }
}
