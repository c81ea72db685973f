import type { Feedback, LoggedPrediction, PredictionLog, PredictionQuery, ServedPrediction } from '@millrace/core'
import { checkFeedback } from '../log/check-feedback.ts'
import { conflict, unwritable } from '../log/feedback-store.ts'

/**
 * How {@link memoryPredictionLog} keeps predictions.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface MemoryPredictionLogOptions {
  /** Most predictions that are kept; those beyond are dropped and counted. @defaultValue none */
  readonly capacity?: number
}

/**
 * A prediction log that lives and dies with the process: for tests, and for trying things out.
 *
 * @param options - how much it keeps
 * @returns the log; what was appended can be read at once
 * @example
 * ```ts
 * import { memoryPredictionLog } from '@millrace/serve/testing'
 *
 * const log = memoryPredictionLog({ capacity: 1 })
 * const prediction = { score: 0, probability: 0.5, label: 'yes' }
 * for (const id of ['a', 'b']) log.append({ id, atMs: 0, model: 'loan', version: 1, row: {}, prediction })
 * log.counters // => { appended: 2, dropped: 1, pending: 0 }
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function memoryPredictionLog({ capacity = Number.POSITIVE_INFINITY }: MemoryPredictionLogOptions = {}): PredictionLog {
  const predictions: ServedPrediction[] = []
  const labels = new Map<string, Feedback>()
  const counters = { appended: 0, dropped: 0, pending: 0 }
  let closed = false
  const selected = (query: PredictionQuery = {}) => {
    query.signal?.throwIfAborted()
    return predictions.filter((prediction) => matches(prediction, query)).sort((a, b) => a.atMs - b.atMs)
  }
  return Object.freeze({
    specVersion: 1,
    get counters() {
      return Object.freeze({ ...counters })
    },
    append(prediction) {
      counters.appended++
      try {
        if (closed || predictions.length >= capacity) throw new RangeError('no room')
        const { id, atMs, model, version, row, prediction: answer } = prediction
        predictions.push(JSON.parse(JSON.stringify({ id, atMs, model, version, row, prediction: answer })))
      } catch {
        counters.dropped++
      }
    },
    async addFeedback(feedback) {
      checkFeedback(feedback)
      const known = labels.get(feedback.id)
      if (closed) throw unwritable(feedback, 'the log is closed')
      if (known !== undefined && known.label !== feedback.label) throw conflict(known, feedback)
      if (known === undefined || known.atMs < feedback.atMs) labels.set(feedback.id, Object.freeze({ ...feedback }))
    },
    flush: async () => undefined,
    async *read(query): AsyncGenerator<LoggedPrediction, void, undefined> {
      for (const prediction of selected(query)) {
        query?.signal?.throwIfAborted()
        const feedback = labels.get(prediction.id)
        yield Object.freeze(feedback === undefined ? { ...prediction } : { ...prediction, feedback })
      }
    },
    count: async (query) => selected(query).length,
    async [Symbol.asyncDispose]() {
      closed = true
    },
  } satisfies PredictionLog)
}

function matches({ model, version, atMs }: ServedPrediction, query: PredictionQuery): boolean {
  const { fromMs = Number.NEGATIVE_INFINITY, beforeMs = Number.POSITIVE_INFINITY } = query
  return (
    (query.model === undefined || model === query.model) &&
    (query.version === undefined || version === query.version) &&
    atMs >= fromMs &&
    atMs < beforeMs
  )
}
