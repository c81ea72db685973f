import type { ModelSource, ModelSourceEvent, ServedModel } from '@millrace/core'

/** A source whose model the test moves. */
export interface MovableSource extends ModelSource {
  /** Serves another model, or none. */
  move(to: ServedModel | undefined): void
  /** Tells listeners that a model could not be loaded. */
  fail(error: Error): void
  /** How many listen. */
  readonly listeners: number
}

/** Makes a source that has no model yet. */
export function movableSource(): MovableSource {
  let current: ServedModel | undefined
  const listeners = new Set<(event: ModelSourceEvent) => void>()
  let loaded: (model: ServedModel) => void = () => undefined
  const ready = new Promise<ServedModel>((resolve) => {
    loaded = resolve
  })
  return {
    specVersion: 1,
    current: () => current,
    ready: () => ready,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    [Symbol.asyncDispose]: async () => undefined,
    move(to) {
      const from = current?.served ?? null
      current = to
      if (to === undefined) return
      loaded(to)
      for (const listener of listeners) listener({ type: 'swapped', from, to: to.served })
    },
    fail(error) {
      const wanted = { model: 'repayment', version: 9, alias: 'production', digest: null }
      for (const listener of listeners) listener({ type: 'failed', wanted, error })
    },
    get listeners() {
      return listeners.size
    },
  }
}
