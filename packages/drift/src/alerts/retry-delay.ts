import type { Random } from '@millrace/core'

/**
 * The wait that a `Retry-After` header asks for, in milliseconds; null without one that can be read.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null) return null
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000
  const at = /[a-z]/i.test(header) ? Date.parse(header) : Number.NaN
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs)
}

/** Doubles with every attempt, from 0 on; half of it is drawn, so that many senders do not come back at once. */
export function backoffMs(attempt: number, { backoffMs, maxWaitMs, random }: Backoff): number {
  const whole = Math.min(maxWaitMs, backoffMs * 2 ** attempt)
  return whole / 2 + (whole / 2) * random.next()
}

interface Backoff {
  readonly backoffMs: number
  readonly maxWaitMs: number
  readonly random: Random
}
