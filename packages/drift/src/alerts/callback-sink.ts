import { MillraceError } from '@millrace/core'
import { optionError } from '../internal/errors.ts'
import type { AlertMessage, AlertSink } from './alert-event.ts'

/**
 * Settings of {@link callbackSink}.
 *
 * @category Alerts
 * @since 0.1.0
 */
export interface CallbackSinkOptions {
  /** Name of the sink. @defaultValue 'callback' */
  readonly name?: string | undefined
  /** How long the callback's promise is waited for, in milliseconds up to an hour. @defaultValue 30,000 */
  readonly timeoutMs?: number | undefined
}

/**
 * Gives alerts to a function: a mail client, a pager, a table.
 *
 * @param deliver - takes the message; throws or rejects where it could not be told
 * @param options - name and patience
 * @returns a sink for {@link createAlerts}
 * @throws MillraceError `E_DRIFT_OPTION` when the patience is out of range; its `deliver` rejects with the callback's error, or with
 *   `E_ALERT_TIMEOUT`
 * @example
 * ```ts
 * import { callbackSink, createAlerts } from '@millrace/drift'
 *
 * const alerts = createAlerts({ sinks: [callbackSink(() => Promise.reject(new Error('no mail server')))] })
 * const { sinks } = await alerts.send({ key: 'loans', level: 'fail', title: 'Loans drifted' })
 * sinks[0]?.status // => 'failed'
 * ```
 * @category Alerts
 * @since 0.1.0
 */
export function callbackSink(
  deliver: (message: AlertMessage) => unknown,
  { name = 'callback', timeoutMs = 30_000 }: CallbackSinkOptions = {},
): AlertSink {
  if (!(timeoutMs > 0 && timeoutMs <= 3_600_000))
    throw optionError({ function: 'callbackSink', option: 'timeoutMs', value: timeoutMs, range: 'above 0 and at most 3,600,000' })
  return Object.freeze({
    name,
    deliver: async (message: AlertMessage) => {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(timeoutError(name, timeoutMs)), timeoutMs)
      })
      try {
        await Promise.race([deliver(message), late])
      } finally {
        clearTimeout(timer)
      }
    },
  })
}

function timeoutError(sink: string, timeoutMs: number): MillraceError {
  return new MillraceError({
    code: 'E_ALERT_TIMEOUT',
    message: `callbackSink '${sink}': the callback has not answered in ${timeoutMs} ms; it may still deliver`,
    details: { sink, timeoutMs },
  })
}
