import { MillraceError } from '@millrace/core'
import { z } from 'zod'

const event = z.object({
  key: z.string().min(1).max(10_000),
  level: z.enum(['pass', 'warn', 'fail']),
  title: z.string().min(1).max(10_000),
  reasons: z
    .array(
      z.object({
        message: z.string(),
        level: z.enum(['warn', 'fail']).optional(),
        rule: z.string().optional(),
        columns: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  link: z.string().max(10_000).optional(),
})

/** @throws MillraceError `E_ALERT_EVENT` */
export function checkEvent(value: unknown): void {
  const { error } = event.safeParse(value)
  if (error === undefined) return
  const [{ path, message }] = error.issues as [z.core.$ZodIssue]
  const place = path.join('.').slice(0, 200)
  throw new MillraceError({
    code: 'E_ALERT_EVENT',
    message: `send: '${place}' of the event: ${message.slice(0, 200)}; give key, level ('pass', 'warn' or 'fail') and title`,
    details: { place },
  })
}
