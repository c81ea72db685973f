import { type Json, MillraceError } from '@millrace/core'
import { z } from 'zod'
import type { OpenAlarm } from './decide-alert.ts'

const text = z.string().min(1).max(10_000)

const document = z.strictObject({
  format: z.literal('millrace/alarms'),
  schemaVersion: z.literal(1),
  open: z
    .array(
      z.strictObject({
        key: text,
        sink: text,
        level: z.enum(['warn', 'fail']),
        atMs: z.number().min(0).max(8.64e15),
        suppressed: z.int().min(0),
      }),
    )
    .max(10_000),
})

/** More open alarms than this are forgotten, the oldest first. */
const mostAlarms = 10_000

/** What every sink was last told, by key. */
export class OpenAlarms {
  readonly #open = new Map<string, OpenAlarm>()

  /**
   * Takes up a saved state; what this process has told since counts more.
   *
   * @throws MillraceError `E_ALERT_STATE`
   */
  read(json: unknown): void {
    const { data, error } = document.safeParse(json)
    if (error !== undefined) throw stateError(error.issues[0]!)
    for (const alarm of data.open) if (this.get(alarm.key, alarm.sink) === undefined) this.set(alarm)
  }

  get(key: string, sink: string): OpenAlarm | undefined {
    return this.#open.get(JSON.stringify([key, sink]))
  }

  set(alarm: OpenAlarm): void {
    const at = JSON.stringify([alarm.key, alarm.sink])
    this.#open.delete(at)
    this.#open.set(at, alarm)
    if (this.#open.size > mostAlarms) this.#open.delete(this.#open.keys().next().value!)
  }

  delete(key: string, sink: string): void {
    this.#open.delete(JSON.stringify([key, sink]))
  }

  toJSON(): Json {
    return { format: 'millrace/alarms', schemaVersion: 1, open: [...this.#open.values()].map((alarm) => ({ ...alarm })) }
  }
}

function stateError({ path, message }: z.core.$ZodIssue): MillraceError {
  const place = path.join('.').slice(0, 200)
  return new MillraceError({
    code: 'E_ALERT_STATE',
    message: `createAlerts: '${place}' of the saved state: ${message.slice(0, 200)}; give what toJSON of alerts wrote`,
    details: { place },
  })
}
