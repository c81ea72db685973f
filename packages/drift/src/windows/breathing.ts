import { type Table, untilAborted, yieldToEventLoop } from '@millrace/core'

/** Rows between two turns of the event loop, where the source never waits. */
const breath = 65_536

/** Batches that have rows, until the signal aborts, which a timer can bring about though the source never waits. */
export async function* breathing(rows: AsyncIterable<Table>, signal: AbortSignal | undefined): AsyncGenerator<Table> {
  let since = 0
  for await (const batch of untilAborted(rows, signal)) {
    since += batch.rowCount
    if (since >= breath) {
      since = 0
      await yieldToEventLoop(signal)
    }
    if (batch.rowCount > 0) yield batch
  }
}
