import { type AnyModel, type GoldenRow, yieldToEventLoop } from '@millrace/core'

/** Predictions after which the compiler of the engine has done its work. */
const predictions = 1000

/** Most time that the event loop waits, in milliseconds. */
const slice = 2

/** Scores the model's golden rows again and again, so that the first request is answered as fast as the last. */
export async function warmUp(model: AnyModel, signal?: AbortSignal): Promise<void> {
  // A row whose score is null is refused by `predict`.
  const rows = model.definition.golden.filter(isScored).map(({ row }) => row)
  if (rows.length === 0) return
  let since = performance.now()
  for (let done = 0; done < predictions; done++) {
    model.predict(rows[done % rows.length] as never)
    if (performance.now() - since < slice) continue
    await yieldToEventLoop(signal)
    since = performance.now()
  }
}

/** A policy may have nothing to say of a row; all else is null only where there is no score. */
function isScored({ outputs }: GoldenRow): boolean {
  return Object.entries(outputs).every(([name, value]) => value !== null || name === 'decision' || name === 'reason')
}
