import type { Table } from '@millrace/core'
import { breathing } from './breathing.ts'
import type { ClosedWindow, Closing } from './closed-window.ts'
import {
  labelOf,
  mostSpans,
  spanAfter,
  spanAt,
  spansBetween,
  type TimeRule,
  type TimeSpan,
  timesOf,
  tooManyWindows,
} from './time-windows.ts'
import type { WindowCounter } from './window-counter.ts'

/** Cuts a stream into windows of time, which close as later rows come. */
export async function* closeByTime(
  rows: AsyncIterable<Table>,
  { rule, latenessMs, begin, signal }: Closing & { readonly rule: TimeRule; readonly latenessMs: number },
): AsyncGenerator<ClosedWindow> {
  const open = new Map<number, WindowCounter>()
  /** The first window that has not been yielded. */
  let next: TimeSpan | undefined
  let newest = Number.NEGATIVE_INFINITY
  let skipped = 0
  function* closeUntil(time: number): Generator<ClosedWindow> {
    for (; next !== undefined && next.toMs <= time; next = spanAfter(rule, next)) yield close(next)
  }
  const close = (span: TimeSpan): ClosedWindow => {
    const counter = open.get(span.fromMs) ?? null
    open.delete(span.fromMs)
    const result = { label: labelOf(span), ...span, complete: span.toMs <= newest, skipped, counter }
    skipped = 0
    return result
  }
  let hasClosed = false
  for await (const batch of breathing(rows, signal)) {
    const { parts, untimed } = partsOf(batch, rule)
    skipped += untimed
    for (const { span, table, latest } of parts) {
      if (next === undefined || (!hasClosed && span.fromMs < next.fromMs)) next = span
      if (span.fromMs < next.fromMs) {
        skipped += table.rowCount
        continue
      }
      const last = spanAt(rule, Math.max(newest, latest))
      if (spansBetween(rule, next, last) >= mostSpans) throw tooManyWindows(rule, next, last)
      const counter = open.get(span.fromMs) ?? begin()
      open.set(span.fromMs, counter)
      counter.add(table)
      newest = Math.max(newest, latest)
    }
    for (const closed of closeUntil(newest - latenessMs)) {
      hasClosed = true
      yield closed
    }
  }
  if (open.size > 0) yield* closeUntil(spanAt(rule, newest).toMs)
}

interface TimedPart {
  readonly span: TimeSpan
  readonly table: Table
  readonly latest: number
}

/** The rows of a batch by window, oldest first. */
function partsOf(batch: Table, rule: TimeRule): { readonly parts: readonly TimedPart[]; readonly untimed: number } {
  const times = timesOf(batch, rule)
  const byStart = new Map<number, { readonly span: TimeSpan; readonly indexes: number[]; latest: number }>()
  let span: TimeSpan | undefined
  let untimed = 0
  times.forEach((time, row) => {
    if (time !== time) {
      untimed++
      return
    }
    if (span === undefined || time < span.fromMs || time >= span.toMs) span = spanAt(rule, time)
    const part = byStart.get(span.fromMs) ?? { span, indexes: [], latest: time }
    byStart.set(span.fromMs, part)
    part.indexes.push(row)
    part.latest = Math.max(part.latest, time)
  })
  const parts = [...byStart.values()].sort((a, b) => a.span.fromMs - b.span.fromMs)
  return {
    untimed,
    parts: parts.map(({ span, indexes, latest }) => ({
      span,
      latest,
      table: indexes.length === batch.rowCount ? batch : batch.take(Int32Array.from(indexes)),
    })),
  }
}
