import { setTimeout as delay } from 'node:timers/promises'
import { type ModelTypes, silentLogger, type TaskKind } from '@millrace/core'
import type { Registry } from 'prom-client'
import { createServerMetrics } from '../metrics/server-metrics.ts'
import { type Listener, type ListenOptions, listen } from '../node/listen.ts'
import { closeOnSignals } from '../node/signals.ts'
import { createAdmission } from './admission.ts'
import type { ServerContext } from './context.ts'
import { createFetch } from './fetch.ts'
import { createHandler } from './handler.ts'
import { limitsOf } from './limits.ts'
import { createModelSlot } from './model-slot.ts'
import { registerServerGauges } from './server-gauges.ts'
import type { ServerOptions } from './server-options.ts'

/**
 * A server of one model.
 *
 * @category Server
 * @since 0.1.0
 */
export interface Server<out In = unknown, out Label = unknown, out Kind extends TaskKind = 'binary'>
  extends ModelTypes<In, Label, Kind>,
    AsyncDisposable {
  /** Answers a web-standard request: needs no socket, and fits every runtime and framework that mounts fetch handlers. */
  fetch(request: Request): Promise<Response>
  /** Resolves when there is a model; rejects with its error when the first cannot be loaded, or with the signal's reason. */
  ready(options?: { readonly signal?: AbortSignal | undefined }): Promise<void>
  /** Listens on a port; rejects with `E_LISTEN_FAILED`. Readiness is off until there is a model. */
  listen(options?: ListenOptions): Promise<Listening>
  /** The registry of the metrics, to which a program may add its own. */
  readonly metrics: Registry
  /**
   * Ends the server without breaking a request: readiness off at once, the delay for draining, no new connections, what was begun
   * finished, the log flushed. Model source and log stay open for whoever opened them.
   */
  close(): Promise<void>
}

/**
 * A server that listens.
 *
 * @category Server
 * @since 0.1.0
 */
export interface Listening extends AsyncDisposable {
  /** Where, as a URL without a slash at its end. */
  readonly url: string
  /** The port. */
  readonly port: number
  /** Closes the server as a whole. */
  close(): Promise<void>
}

/**
 * Makes a server of a model: predictions with their reasons, health, metrics, an OpenAPI document, a card of the model, feedback, and a form page for people.
 *
 * It answers web-standard requests by `fetch`, and listens by Fastify. Each request is answered by one model as a whole, whatever the source does meanwhile; where the
 * source has none yet, the answer is 503. Errors never show a stack, and logs never show a row.
 *
 * @param options - the model, and what else the server should do
 * @returns the server, which takes up nothing until it listens; `await using` closes it
 * @throws RangeError when a limit, `reasons` or `drainDelayMs` is no possible value; TypeError when `model` is nothing that can be served
 * @example
 * ```ts
 * import { exampleModel } from '@millrace/core/testing'
 * import { createServer } from '@millrace/serve'
 *
 * const server = createServer({ model: exampleModel() })
 * const body = JSON.stringify({ income: 4000, amount: null, area: 'Urban', employed: true, gender: null })
 * const headers = { 'content-type': 'application/json' }
 * const response = await server.fetch(new Request('http://localhost/predict', { method: 'POST', headers, body }))
 * const { label } = (await response.json()) as { label: string }
 * label // => 'yes'
 * ```
 * @category Server
 * @since 0.1.0
 */
export function createServer<In, Label, Kind extends TaskKind = 'binary'>(
  options: ServerOptions<In, Label, Kind>,
): Server<In, Label, Kind> {
  const { model, log, authorize, logger = silentLogger, page = {} } = options
  const reasons = wholeNumber('reasons', options.reasons ?? 3)
  const drainDelayMs = wholeNumber('drainDelayMs', options.drainDelayMs ?? 0)
  const limits = limitsOf(options.limits)
  const metrics = createServerMetrics()
  const slot = createModelSlot(model, { metrics, logger })
  const admission = createAdmission(limits, () => metrics.shed.value++)
  const state = { isDraining: false }
  const context: ServerContext = { slot, log, authorize, page, reasons, limits, logger, metrics, admission, state }
  registerServerGauges(context)
  const handler = createHandler(context)
  const listeners: Promise<Listener>[] = []
  const onClosed: (() => void)[] = [slot.close]

  const end = async () => {
    state.isDraining = true
    const open = (await Promise.allSettled(listeners)).flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
    if (open.length > 0 && drainDelayMs > 0) await delay(drainDelayMs)
    await Promise.all(open.map((listener) => listener.drain()))
    for (const each of onClosed) each()
    await log?.flush()
    logger.info({}, 'closed')
  }
  let ending: Promise<void> | undefined
  const close = () => {
    ending ??= end()
    return ending
  }
  const listenOn = async ({ signals = false, ...where }: ListenOptions = {}): Promise<Listening> => {
    if (state.isDraining) throw new TypeError('listen: the server is closed')
    const listener = listen(where, { handler, limits, logger, state })
    listeners.push(listener)
    const { url, port } = await listener
    if (signals) onClosed.push(closeOnSignals(close, logger))
    return Object.freeze({ url, port, close, [Symbol.asyncDispose]: close })
  }
  const fetch = createFetch(handler, limits.bodyBytes)
  return Object.freeze({ fetch, ready: slot.ready, listen: listenOn, metrics: metrics.registry, close, [Symbol.asyncDispose]: close })
}

function wholeNumber(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value
  throw new RangeError(`createServer: ${name} is ${value}, not a whole number from 0`)
}
