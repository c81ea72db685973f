import type { WorkOptions } from '@millrace/core'

const intervalMs = 250

/** Counts bytes and tells the progress of it, a few times a second and once at the end. */
export function reportBytes({ progress }: WorkOptions, { task, total }: { readonly task: string; readonly total: number | undefined }) {
  let done = 0
  let told = performance.now()
  const event = () => ({ task, done, ...(total === undefined ? {} : { total }), unit: 'bytes' })
  return {
    /** More bytes are done. */
    add(bytes: number): void {
      done += bytes
      if (progress === undefined || performance.now() - told < intervalMs) return
      told = performance.now()
      progress(event())
    },
    /** All bytes are done. */
    end(): void {
      progress?.({ ...event(), total: done })
    },
  }
}
