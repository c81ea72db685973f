import type { Logger, Model, ModelSource, ModelSourceEvent, ServedModel, TaskKind } from '@millrace/core'
import type { ServerMetrics } from '../metrics/server-metrics.ts'
import { type PreparedModel, prepareModel } from '../predict/prepared-model.ts'

/**
 * What a server can serve: a model, a model that knows which it is, or a source that it follows.
 *
 * @category Server
 * @since 0.1.0
 */
export type Servable<In, Label, Kind extends TaskKind = 'binary'> =
  | Model<In, Label, Kind>
  | ServedModel<Model<In, Label, Kind>>
  | ModelSource<Model<In, Label, Kind>>

type AnyServable = Servable<never, unknown, TaskKind>

/** Where a server finds the model of the moment. */
export interface ModelSlot {
  /** The model to answer with now, ready to be used. A request asks once. */
  current(): PreparedModel | undefined
  /** Resolves when there is a model. */
  ready(options?: { readonly signal?: AbortSignal | undefined }): Promise<void>
  /** Stops listening to the source, which stays open. */
  close(): void
}

interface SlotContext {
  readonly metrics: ServerMetrics
  readonly logger: Logger
}

/** Follows what a server was given; of a promise, what it gives. */
export function createModelSlot(given: AnyServable | Promise<AnyServable>, { metrics, logger }: SlotContext): ModelSlot {
  let source: ModelSource | undefined
  let unsubscribe: (() => void) | undefined
  let isClosed = false
  let prepared: PreparedModel | undefined

  const current = () => {
    const served = source?.current()
    if (served === undefined) return undefined
    if (prepared?.model !== served.model || prepared.served !== served.served) prepared = prepareModel(served, metrics)
    return prepared
  }
  const report = (event: ModelSourceEvent) => {
    if (event.type === 'failed') {
      metrics.loadFailures.value++
      const left = current() === undefined ? 'there is none yet' : 'the one before stays'
      logger.error({ wanted: event.wanted, err: event.error }, `a model could not be loaded; ${left}`)
      return
    }
    if (event.from !== null) metrics.swaps.value++
    logger.info({ from: event.from, to: event.to }, 'another model is served')
    current()
  }
  const follow = (servable: AnyServable) => {
    source = sourceOf(servable)
    if (!isClosed) unsubscribe = source.subscribe(report)
    return source
  }
  const following = 'then' in given ? given.then(follow) : Promise.resolve(follow(given))
  following.then(
    // A source tells its listeners what fails, so that it is not told twice.
    (followed) => followed.ready().then(current, () => undefined),
    (error: unknown) => {
      metrics.loadFailures.value++
      logger.error({ err: error }, 'the model could not be loaded; there is none')
    },
  )

  return {
    current,
    ready: async ({ signal } = {}) => {
      const followed = await unlessAborted(following, signal)
      await followed.ready({ signal })
    },
    close() {
      isClosed = true
      unsubscribe?.()
    },
  }
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

function sourceOf(given: AnyServable): ModelSource {
  if ('subscribe' in given) return given as ModelSource
  if ('served' in given) return fixedSource(given as ServedModel)
  if (!('predict' in given)) {
    throw new TypeError('createServer: what was given as model is no model, no served model and no model source')
  }
  const model = given as unknown as ServedModel['model']
  return fixedSource({ model, served: { model: model.name, version: null, alias: null, digest: null } })
}

function fixedSource(served: ServedModel): ModelSource {
  return {
    specVersion: 1,
    current: () => served,
    ready: async () => served,
    subscribe: () => () => undefined,
    [Symbol.asyncDispose]: async () => undefined,
  }
}
