import type { NewRun, RunChange, RunStatus } from '@millrace/core'
import { checkInteger, checkLifecycle, checkName, checkText } from './check-value.ts'
import { limits } from './limits.ts'
import { entryInvalid } from './tracking-errors.ts'

/** Whether a run of that status has ended. */
const ended: Readonly<Record<RunStatus, boolean>> = { scheduled: false, running: false, finished: true, failed: true, killed: true }

/** Checks what a run is created with, besides its entries. */
export function checkNewRun({ id, name, user, startedAtMs }: NewRun): void {
  if (id !== undefined) {
    checkName('the id of a run', { value: id, limit: limits.key })
    if (!/^[\w-]+$/.test(id)) throw entryInvalid('the id of a run', { value: id, remedy: "give letters, digits, '_' and '-' only" })
  }
  if (name !== undefined) checkRunName(name)
  if (user !== undefined) checkName('the user of a run', { value: user, limit: limits.name })
  if (startedAtMs !== undefined) checkInteger('the start of a run', startedAtMs)
}

/** Checks a change, and gives the columns that it sets: a status that ends a run sets its end, one that does not removes it. */
export function checkRunChange({ name, status, endedAtMs, note, lifecycle }: RunChange, now: () => number) {
  if (name !== undefined) checkRunName(name)
  if (status !== undefined && !Object.hasOwn(ended, status)) {
    throw entryInvalid('the status of a run', { value: status, remedy: `give one of ${Object.keys(ended).join(', ')}` })
  }
  if (endedAtMs !== undefined) checkInteger('the end of a run', endedAtMs)
  if (note !== undefined) checkText('the note of a run', { value: note, limit: limits.note })
  if (lifecycle !== undefined) checkLifecycle(lifecycle)
  const end = endedAtMs ?? (status && (ended[status] ? now() : null))
  return {
    ...(name !== undefined && { name }),
    ...(status !== undefined && { status }),
    ...(end !== undefined && { ended_at_ms: end }),
    ...(note !== undefined && { note }),
  }
}

const checkRunName = (name: string) => checkName('the name of a run', { value: name, limit: limits.name })
