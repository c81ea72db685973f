/**
 * How bad it is; `pass` ends an alarm.
 *
 * @category Alerts
 * @since 0.1.0
 */
export type AlertLevel = 'pass' | 'warn' | 'fail'

/**
 * One reason of an alarm: a reason of a gate, or a sentence of your own.
 *
 * @category Alerts
 * @since 0.1.0
 */
export interface AlertReason {
  /** The reason as a sentence. */
  readonly message: string
  /** How bad this one is. */
  readonly level?: 'warn' | 'fail' | undefined
  /** The rule that was broken. */
  readonly rule?: string | undefined
  /** The columns that broke it. */
  readonly columns?: readonly string[] | undefined
}

/**
 * The state of one thing that is watched, as {@link Alerts.send} takes it after every run, good or bad.
 *
 * @category Alerts
 * @since 0.1.0
 */
export interface AlertEvent {
  /** What is watched, the same in every run: an alarm is repeated, escalated and ended by its key. */
  readonly key: string
  /** How bad it is now. */
  readonly level: AlertLevel
  /** One line for people. */
  readonly title: string
  /** Why, in sentences. @defaultValue none */
  readonly reasons?: readonly AlertReason[] | undefined
  /** Address of the report. @defaultValue none */
  readonly link?: string | undefined
}

/**
 * What a sink is given: the first `alert` of a key, an `escalation` from warn to fail, a `reminder` after the cool-down, and the
 * `recovery`.
 *
 * @category Alerts
 * @since 0.1.0
 */
export type AlertKind = 'alert' | 'escalation' | 'reminder' | 'recovery'

/**
 * An alert on its way: strict JSON, and the body of a webhook.
 *
 * @category Alerts
 * @since 0.1.0
 */
export interface AlertMessage {
  /** Says what this JSON is. */
  readonly format: 'millrace/alert'
  /** Version of its form. */
  readonly schemaVersion: 1
  /** Digest of kind, key and time: the same at every attempt to deliver it. */
  readonly id: string
  /** First alert, escalation, reminder or recovery. */
  readonly kind: AlertKind
  /** What is watched. */
  readonly key: string
  /** How bad it is now. */
  readonly level: AlertLevel
  /** How bad it was when this sink was last told; null where it was not. */
  readonly previousLevel: 'warn' | 'fail' | null
  /** One line for people. */
  readonly title: string
  /** Why; at most 50. */
  readonly reasons: readonly AlertReason[]
  /** Address of the report, or null. */
  readonly link: string | null
  /** When it was sent, as an ISO 8601 instant in UTC. */
  readonly at: string
  /** How many events were held back since this sink was last told. */
  readonly suppressed: number
  /** Title, reasons and link as one text, which Slack and Teams show; `&`, `<` and `>` are escaped, so that data mentions nobody. */
  readonly text: string
}

/**
 * Takes alerts to people: {@link webhookSink}, {@link callbackSink}, or your own.
 *
 * @category Alerts
 * @since 0.1.0
 */
export interface AlertSink {
  /** Which sink, unique among its siblings and the same in every process: cool-downs are kept by it. */
  readonly name: string
  /** Delivers, and always settles; rejects where it could not. Its error reaches the outcome, never the caller of `send`. */
  deliver(message: AlertMessage): Promise<void>
}
