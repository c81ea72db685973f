import { deepFreeze } from '@millrace/core'
import type { AlertEvent, AlertLevel, AlertReason } from './alert-event.ts'

/**
 * What {@link alertOf} reads of a gate's result.
 *
 * @category Alerts
 * @since 0.1.0
 */
export interface AlertSource {
  /** How the gate decided. */
  readonly outcome: AlertLevel
  /** Its reasons. */
  readonly reasons: readonly AlertReason[]
}

/**
 * What a gate's result does not know.
 *
 * @category Alerts
 * @since 0.1.0
 */
export interface AlertOfOptions {
  /** Name of the monitor. */
  readonly monitor: string
  /** What is watched. @defaultValue `drift:` and the monitor */
  readonly key?: string | undefined
  /** Address of the report. @defaultValue none */
  readonly link?: string | undefined
}

const verbs = { pass: 'passes', warn: 'warns', fail: 'fails' } as const

/**
 * Makes the event of a gate's result, to be sent after every run, so that recoveries are told too.
 *
 * @param gate - of `gate`
 * @param options - the monitor's name, and where the report lies
 * @returns a frozen event
 * @example
 * ```ts
 * import { alertOf } from '@millrace/drift'
 *
 * const event = alertOf({ outcome: 'fail', reasons: [{ message: '1 of 9 columns drifted: income' }] }, { monitor: 'loans' })
 * event.title // => 'Drift gate of loans fails'
 * event.key // => 'drift:loans'
 * ```
 * @category Alerts
 * @since 0.1.0
 */
export function alertOf(gate: AlertSource, { monitor, key = `drift:${monitor}`, link }: AlertOfOptions): AlertEvent {
  const reasons = gate.reasons.map(({ message, level, rule, columns }) => ({ message, level, rule, columns: columns && [...columns] }))
  return deepFreeze({ key, level: gate.outcome, title: `Drift gate of ${monitor} ${verbs[gate.outcome]}`, reasons, link })
}
