import type { Json, Logger } from '@millrace/core'
import { optionError } from '../internal/errors.ts'
import type { AlertSink } from './alert-event.ts'

/**
 * Keeps the open alarms between processes: {@link alertFile}, or a row of your database.
 *
 * @category Alerts
 * @since 0.1.0
 */
export interface AlertStore {
  /** What was saved last; null where nothing was. */
  load(): Promise<unknown>
  /** Saves, in place of what was. */
  save(state: Json): Promise<void>
}

/**
 * Settings of {@link createAlerts}.
 *
 * @category Alerts
 * @since 0.1.0
 */
export interface CreateAlertsOptions {
  /** Whom to tell; names are unique. */
  readonly sinks: readonly AlertSink[]
  /** How long an open alarm is not repeated, in milliseconds. @defaultValue 3,600,000: an hour */
  readonly coolDownMs?: number | undefined
  /** What `toJSON` gave, in this or another process. @defaultValue no open alarms */
  readonly state?: unknown
  /** Loads the state before the first event, unless `state` is given, and saves it after every one. @defaultValue memory alone */
  readonly store?: AlertStore | undefined
  /** The clock, in milliseconds since 1970. @defaultValue Date.now */
  readonly now?: (() => number) | undefined
  /** Hears of what could not be delivered. @defaultValue silent */
  readonly logger?: Logger | undefined
}

export function checkAlertsOptions(sinks: readonly AlertSink[], coolDownMs: number): void {
  const check = (option: string, value: unknown, holds: boolean, range: string) => {
    if (!holds) throw optionError({ function: 'createAlerts', option, value, range })
  }
  const names = sinks.map(({ name }) => name)
  check(
    'sinks',
    names.join(', ') || 'empty',
    names.length > 0 && new Set(names).size === names.length,
    'one or more with names of their own',
  )
  check('coolDownMs', coolDownMs, coolDownMs >= 0 && coolDownMs < Number.POSITIVE_INFINITY, 'at least 0 and finite')
}
