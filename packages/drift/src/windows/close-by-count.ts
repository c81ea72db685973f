import type { Table } from '@millrace/core'
import { breathing } from './breathing.ts'
import type { ClosedWindow, Closing } from './closed-window.ts'
import { countLabel } from './count-label.ts'

/** Cuts a stream into windows of so many rows. */
export async function* closeByCount(
  rows: AsyncIterable<Table>,
  { size, begin, signal }: Closing & { readonly size: number },
): AsyncGenerator<ClosedWindow> {
  let counter = begin()
  let before = 0
  const close = (complete: boolean): ClosedWindow => {
    const label = countLabel(before, counter.rows)
    return { label, fromMs: null, toMs: null, complete, skipped: 0, counter }
  }
  for await (const batch of breathing(rows, signal)) {
    for (let start = 0; start < batch.rowCount; ) {
      const part = batch.slice(start, start + size - counter.rows)
      counter.add(part)
      start += part.rowCount
      if (counter.rows < size) continue
      yield close(true)
      before += size
      counter = begin()
    }
  }
  if (counter.rows > 0) yield close(false)
}
