import type { AlertEvent, AlertKind } from './alert-event.ts'

/** What one sink was last told of one key, while the alarm is open. */
export interface OpenAlarm {
  readonly key: string
  readonly sink: string
  readonly level: 'warn' | 'fail'
  /** When it was told. */
  readonly atMs: number
  /** Events held back since. */
  readonly suppressed: number
}

/**
 * Why an event is not told: nothing is wrong and nothing was, or the same alarm was told a short while ago.
 *
 * @category Alerts
 * @since 0.1.0
 */
export type Suppression = 'nothing-open' | 'cool-down'

/** Whether a sink is told of an event, by what it was told before. */
export function decideAlert(
  { level }: Pick<AlertEvent, 'level'>,
  open: OpenAlarm | undefined,
  { nowMs, coolDownMs }: { readonly nowMs: number; readonly coolDownMs: number },
): AlertKind | Suppression {
  if (level === 'pass') return open === undefined ? 'nothing-open' : 'recovery'
  if (open === undefined) return 'alert'
  if (level === 'fail' && open.level === 'warn') return 'escalation'
  const elapsedMs = nowMs - open.atMs
  // A clock that was set back must not hold alarms for longer than the cool-down.
  return elapsedMs >= 0 && elapsedMs < coolDownMs ? 'cool-down' : 'reminder'
}
