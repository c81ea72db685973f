import { type AnyModel, MillraceError, type ModelSource, type ModelSourceEvent, type ServedModel, type ServedVersion } from '@millrace/core'

/** Holds the model of the moment, and tells of its changes: a source without whoever fills it. */
export interface ModelSlot<M extends AnyModel> extends Pick<ModelSource<M>, 'current' | 'ready' | 'subscribe'> {
  /** Puts a model in place of the one before. */
  swap(next: ServedModel<M>): void
  /** Tells that a model could not be had; the one that is there stays. */
  fail(wanted: ServedVersion, error: Error): void
  /** Empties the slot for good. */
  close(): void
}

interface Waiter<M extends AnyModel> {
  readonly resolve: (served: ServedModel<M>) => void
  readonly reject: (reason: unknown) => void
}

/** Makes an empty slot; `name` stands in the error of a closed one. */
export function createModelSlot<M extends AnyModel>(name: string): ModelSlot<M> {
  const listeners = new Set<(event: ModelSourceEvent) => void>()
  const waiters = new Set<Waiter<M>>()
  let current: ServedModel<M> | undefined
  let failure: Error | undefined

  const tell = (event: ModelSourceEvent) => {
    for (const listener of listeners) {
      try {
        listener(Object.freeze(event))
      } catch {
        // What a listener throws is its own concern.
      }
    }
  }
  const refuse = (error: Error) => {
    failure = error
    for (const { reject } of waiters) reject(error)
    waiters.clear()
  }

  return {
    current: () => current,
    async ready({ signal } = {}) {
      signal?.throwIfAborted()
      if (current) return current
      if (failure) throw failure
      return await new Promise((resolve, reject) => {
        const abort = () => {
          waiters.delete(waiter)
          reject(signal?.reason)
        }
        const done = () => signal?.removeEventListener('abort', abort)
        const waiter: Waiter<M> = {
          resolve: (served) => [done(), resolve(served)],
          reject: (reason) => [done(), reject(reason)],
        }
        waiters.add(waiter)
        signal?.addEventListener('abort', abort, { once: true })
      })
    },
    subscribe(listener) {
      // The same function may be subscribed twice.
      const own = (event: ModelSourceEvent) => listener(event)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    swap(next) {
      const from = current?.served ?? null
      current = next
      for (const { resolve } of waiters) resolve(next)
      waiters.clear()
      tell({ type: 'swapped', from, to: next.served })
    },
    fail(wanted, error) {
      if (current === undefined) refuse(error)
      tell({ type: 'failed', wanted, error })
    },
    close() {
      current = undefined
      listeners.clear()
      refuse(sourceClosed(name))
    },
  }
}

function sourceClosed(name: string): MillraceError {
  return new MillraceError({
    code: 'E_SOURCE_CLOSED',
    message: `the source of '${name}' is closed; follow it again to serve it`,
    details: { source: name },
  })
}
