import { deepFreeze, digestBytes } from '@millrace/core'
import type { AlertEvent, AlertKind, AlertMessage, AlertReason } from './alert-event.ts'
import { alertText } from './alert-text.ts'
import type { OpenAlarm } from './decide-alert.ts'

const mostReasons = 50
const mostColumns = 100

interface Circumstances {
  readonly kind: AlertKind
  readonly open: OpenAlarm | undefined
  readonly nowMs: number
}

/** The message for one sink. */
export function alertMessage(event: AlertEvent, { kind, open, nowMs }: Circumstances): AlertMessage {
  const at = new Date(nowMs).toISOString()
  return deepFreeze({
    format: 'millrace/alert',
    schemaVersion: 1,
    id: digestBytes(JSON.stringify([kind, event.key, at])),
    kind,
    key: event.key,
    level: event.level,
    previousLevel: open?.level ?? null,
    title: event.title,
    reasons: (event.reasons ?? []).slice(0, mostReasons).map(reasonOf),
    link: event.link ?? null,
    at,
    suppressed: open?.suppressed ?? 0,
    text: alertText(kind, event),
  })
}

/** What is known of a reason, and nothing else that the object may carry. */
function reasonOf({ message, level, rule, columns }: AlertReason): AlertReason {
  const known = { message, level, rule, columns: columns?.slice(0, mostColumns) }
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) as unknown as AlertReason
}
