import type { Logger, PredictionLog } from '@millrace/core'
import type { ServerMetrics } from '../metrics/server-metrics.ts'
import type { PreparedModel } from '../predict/prepared-model.ts'
import type { Admission } from './admission.ts'
import type { Authorize } from './authorize.ts'
import type { HttpRequest, HttpResponse } from './exchange.ts'
import type { ServerLimits } from './limits.ts'
import type { ModelSlot } from './model-slot.ts'
import type { PageOptions } from './page-options.ts'
import { Refusal } from './refusal.ts'

/** What the routes of one server share. */
export interface ServerContext {
  readonly slot: ModelSlot
  readonly log: PredictionLog | undefined
  readonly authorize: Authorize | undefined
  readonly page: PageOptions | false
  readonly reasons: number
  readonly limits: Required<ServerLimits>
  readonly logger: Logger
  readonly metrics: ServerMetrics
  readonly admission: Admission
  readonly state: ServerState
}

/** What changes in the life of a server. */
export interface ServerState {
  /** Whether no new requests should be sent here. */
  isDraining: boolean
}

/** A request on its way through a route. */
export interface RouteRequest extends HttpRequest {
  readonly requestId: string
  /** When it arrived, by the clock of `performance`. */
  readonly startMs: number
}

/** Answers the requests of one method and path; refuses by throwing a `Refusal`. */
export type Route = (request: RouteRequest, context: ServerContext) => HttpResponse | Promise<HttpResponse>

/** The model to answer with. */
export function currentModel({ slot }: ServerContext): PreparedModel {
  const model = slot.current()
  if (model === undefined)
    throw new Refusal(503, 'not_ready', 'no model is loaded yet; try again later', { headers: { 'retry-after': '5' } })
  return model
}
