import { setTimeout } from 'node:timers/promises'
import { hasCode, MillraceError } from '@millrace/core'

/** Tries again, without holding up the event loop, until the database is free or the time is over. */
export async function waitWhileBusy<T>(attempt: () => T | Promise<T>, { path, limitMs }: { path: string; limitMs: number }): Promise<T> {
  const start = performance.now()
  for (let pauseMs = 1; ; pauseMs = Math.min(2 * pauseMs, 50)) {
    try {
      return await attempt()
    } catch (cause) {
      if (!isBusy(cause)) throw cause
      if (performance.now() - start >= limitMs) throw busyTooLong(path, limitMs, cause)
      await setTimeout(pauseMs * (0.5 + Math.random()))
    }
  }
}

/** Whether another process held the lock. */
export const isBusy = (error: unknown): boolean => hasCode(error, 'E_STORE_BUSY')

const busyTooLong = (path: string, limitMs: number, cause: unknown) =>
  new MillraceError({
    code: 'E_STORE_BUSY',
    message: `other processes kept '${path}' locked for ${limitMs} ms; try again, or raise busyTimeoutMs`,
    details: { path, limitMs },
    cause,
  })
