import type { Json } from '@millrace/core'
import type { AlertEvent, AlertKind } from './alert-event.ts'
import type { AlertFault } from './alert-fault.ts'
import type { Suppression } from './decide-alert.ts'

/**
 * What became of an event at one sink.
 *
 * @category Alerts
 * @since 0.1.0
 */
export type SinkOutcome =
  | { readonly sink: string; readonly status: 'delivered'; readonly kind: AlertKind }
  | { readonly sink: string; readonly status: 'suppressed'; readonly reason: Suppression }
  | { readonly sink: string; readonly status: 'failed'; readonly kind: AlertKind; readonly error: AlertFault }

/**
 * What became of an event: strict JSON.
 *
 * @category Alerts
 * @since 0.1.0
 */
export interface SendOutcome {
  /** The event's key. */
  readonly key: string
  /** By sink, in their order. */
  readonly sinks: readonly SinkOutcome[]
  /** Why the store could not load or save; null where it could. Alarms are then sent again rather than lost. */
  readonly storeError: AlertFault | null
}

/**
 * Sends events to sinks and remembers what was told.
 *
 * @category Alerts
 * @since 0.1.0
 */
export interface Alerts {
  /**
   * Tells the sinks that have to know. Events are taken one after the other.
   *
   * @throws MillraceError `E_ALERT_EVENT` when the event is malformed; no fault of a sink or a store rejects
   */
  send(event: AlertEvent): Promise<SendOutcome>
  /** The open alarms as strict JSON, for `state`. */
  toJSON(): Json
}
