import type { Run } from '@millrace/core'

/** A number in six significant digits; nothing for none. */
export const numberCell = (value: number | undefined): string => (value === undefined ? '' : String(Number(value.toPrecision(6))))

/** A moment, in UTC, to the second; nothing for none. */
export const timeCell = (atMs: number | null | undefined): string =>
  atMs === null || atMs === undefined ? '' : `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')}Z`

/** How long a run took; nothing while it runs. */
export function durationCell({ startedAtMs, endedAtMs }: Pick<Run, 'startedAtMs' | 'endedAtMs'>): string {
  if (endedAtMs === undefined) return ''
  const seconds = (endedAtMs - startedAtMs) / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  return seconds < 3600 ? `${(seconds / 60).toFixed(1)} min` : `${(seconds / 3600).toFixed(1)} h`
}

/** The part of an id or digest that people read. */
export const shortId = (id: string): string => id.replace(/^sha256:/, '').slice(0, 12)
