import { createHmac } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { MillraceError, seededRandom } from '@millrace/core'
import type { AlertMessage, AlertSink } from './alert-event.ts'
import { backoffMs, retryAfterMs } from './retry-delay.ts'
import { type Attempt, attemptWebhook } from './webhook-attempt.ts'
import { type WebhookSinkOptions, webhookHeaders, webhookPatience } from './webhook-options.ts'
import { webhookUrl } from './webhook-url.ts'

/**
 * Posts alerts as JSON to an address: incoming webhooks of Slack and Teams show its `text`, other receivers read the rest or get a `body`
 * of their own, such as the adaptive cards that workflows of Teams ask for.
 *
 * Success is a status of 2xx. Attempts that time out, do not connect, or answer 408, 429 or 5xx are repeated after a wait that doubles, or
 * that `Retry-After` states; every other answer ends it, redirects too, which are not followed. Bodies of answers are not read. A retried
 * alert has the same header `idempotency-key`. With `secret`, `millrace-signature` is `t=<seconds>,v1=<hex>`: HMAC-SHA256 of the seconds,
 * a dot and the body. Errors name the origin of the address alone, since its path is often the secret.
 *
 * @param url - an https address, or http to this machine
 * @param options - headers, signature, patience
 * @returns a sink for {@link createAlerts}; its `deliver` rejects with `E_ALERT_DELIVERY`
 * @throws MillraceError `E_ALERT_URL` when the address is not one of these, `E_DRIFT_OPTION` when an option is out of range
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 * @example
 * ```ts
 * import { webhookSink } from '@millrace/drift'
 *
 * webhookSink('https://hooks.example/services/T0/B0/x', { name: 'slack' }).name // => 'slack'
 * webhookSink('http://hooks.example/services/T0/B0/x') // => throws E_ALERT_URL
 * ```
 * @category Alerts
 * @since 0.1.0
 */
export function webhookSink(url: string | URL, options: WebhookSinkOptions = {}): AlertSink {
  const { name = 'webhook', headers = {}, secret, signal, allowHttp = false, seed, now = Date.now } = options
  const patience = webhookPatience(options)
  const address = webhookUrl(url, { allowHttp })
  const fixed = webhookHeaders(headers)
  const pause = options.wait ?? ((milliseconds: number) => wait(milliseconds, undefined, { signal }))

  const requestOf = (message: AlertMessage, body: string): RequestInit => {
    const headers = new Headers(fixed)
    headers.set('idempotency-key', message.id)
    if (secret !== undefined) headers.set('millrace-signature', signature(body, { secret, seconds: Math.floor(now() / 1000) }))
    return { method: 'POST', body, headers, redirect: 'manual' }
  }

  const deliver = async (message: AlertMessage): Promise<void> => {
    const body = JSON.stringify(options.body === undefined ? message : options.body(message))
    const random = seededRandom(seed ?? Number.parseInt(message.id.slice(-12), 16))
    for (let attempt = 0; ; attempt++) {
      const fault = await attemptWebhook(address, requestOf(message, body), { signal, timeoutMs: patience.timeoutMs, fetch: options.fetch })
      if (fault === null) return
      const failed = (more = '') => deliveryError(address, { ...fault, reason: `${fault.reason}${more}` }, attempt + 1)
      if (!fault.retry || attempt >= patience.retries) throw failed()
      const asked = retryAfterMs(fault.retryAfter, now())
      if (asked !== null && asked > patience.maxWaitMs) throw failed(`, retry after ${asked} ms`)
      await pause(asked ?? backoffMs(attempt, { ...patience, random }), signal).catch(() => {
        throw failed(', then aborted')
      })
    }
  }
  return Object.freeze({ name, deliver })
}

function signature(body: string, { secret, seconds }: { readonly secret: string; readonly seconds: number }): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}

function deliveryError({ origin }: URL, { reason, status }: Attempt, attempts: number): MillraceError {
  const tried = attempts === 1 ? '1 attempt' : `${attempts} attempts`
  return new MillraceError({
    code: 'E_ALERT_DELIVERY',
    message: `webhookSink: ${origin} did not take the alert: ${reason} (${tried}); check address, headers and receiver`,
    details: { origin, status, attempts },
  })
}
