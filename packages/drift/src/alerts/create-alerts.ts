import { hasCode, silentLogger } from '@millrace/core'
import type { AlertEvent, AlertSink } from './alert-event.ts'
import { type AlertFault, alertFault } from './alert-fault.ts'
import { alertMessage } from './alert-message.ts'
import type { Alerts, SendOutcome, SinkOutcome } from './alerts.ts'
import { type CreateAlertsOptions, checkAlertsOptions } from './alerts-options.ts'
import { checkEvent } from './check-event.ts'
import { decideAlert } from './decide-alert.ts'
import { OpenAlarms } from './open-alarms.ts'

/**
 * Makes alerts that do not tire people: an alarm is told once, repeated after a cool-down, told at once when it gets worse, and ended when
 * it passes. Each sink has its own memory, so that one that could not be reached is told at the next event.
 *
 * @param options - sinks, cool-down, state
 * @returns alerts, with no timers and nothing to close
 * @throws MillraceError `E_DRIFT_OPTION` when an option is out of range, `E_ALERT_STATE` when the state is malformed
 * @example
 * ```ts
 * import { callbackSink, createAlerts } from '@millrace/drift'
 *
 * const told: string[] = []
 * const alerts = createAlerts({ sinks: [callbackSink(({ kind, title }) => told.push(`${kind}: ${title}`))] })
 * for (const level of ['warn', 'warn', 'fail', 'pass'] as const) await alerts.send({ key: 'loans', level, title: level })
 * told // => ['alert: warn', 'escalation: fail', 'recovery: pass']
 * ```
 * @category Alerts
 * @since 0.1.0
 */
export function createAlerts(options: CreateAlertsOptions): Alerts {
  const { sinks, coolDownMs = 3_600_000, state = null, store, now = Date.now, logger = silentLogger } = options
  checkAlertsOptions(sinks, coolDownMs)
  const alarms = new OpenAlarms()
  if (state !== null) alarms.read(state)
  let loaded = store === undefined || state !== null

  const tell = async (sink: AlertSink, event: AlertEvent, nowMs: number): Promise<SinkOutcome> => {
    const { key, level } = event
    const open = alarms.get(key, sink.name)
    const kind = decideAlert(event, open, { nowMs, coolDownMs })
    if (kind === 'nothing-open') return { sink: sink.name, status: 'suppressed', reason: kind }
    if (kind === 'cool-down') {
      alarms.set({ ...open!, suppressed: open!.suppressed + 1 })
      return { sink: sink.name, status: 'suppressed', reason: kind }
    }
    const error = await faultOf(() => sink.deliver(alertMessage(event, { kind, open, nowMs })))
    if (error !== null) {
      logger.error({ sink: sink.name, key, kind, error }, 'alert not delivered')
      return { sink: sink.name, status: 'failed', kind, error }
    }
    if (level === 'pass') alarms.delete(key, sink.name)
    else alarms.set({ key, sink: sink.name, level, atMs: nowMs, suppressed: 0 })
    return { sink: sink.name, status: 'delivered', kind }
  }

  const load = async () => {
    try {
      const saved = await store!.load()
      if (saved !== null && saved !== undefined) alarms.read(saved)
      loaded = true
    } catch (error) {
      // What is malformed will be replaced; what could not be reached this time must not be.
      loaded = hasCode(error, 'E_ALERT_STATE')
      throw error
    }
  }

  const sendNow = async (event: AlertEvent): Promise<SendOutcome> => {
    const loadError = loaded ? null : await faultOf(load)
    const nowMs = now()
    const outcomes = await Promise.all(sinks.map((sink) => tell(sink, event, nowMs)))
    const saveError = store !== undefined && loaded ? await faultOf(() => store.save(alarms.toJSON())) : null
    const storeError = loadError ?? saveError
    if (storeError !== null) logger.error({ error: storeError }, 'state of alerts not kept')
    return Object.freeze({ key: event.key, sinks: Object.freeze(outcomes.map((outcome) => Object.freeze(outcome))), storeError })
  }

  let last: Promise<unknown> = Promise.resolve()
  return Object.freeze({
    send: async (event: AlertEvent) => {
      checkEvent(event)
      const sent = last.then(() => sendNow(event))
      last = sent.catch(() => {})
      return sent
    },
    toJSON: () => alarms.toJSON(),
  })
}

async function faultOf(work: () => Promise<unknown>): Promise<AlertFault | null> {
  try {
    await work()
    return null
  } catch (cause) {
    return alertFault(cause)
  }
}
