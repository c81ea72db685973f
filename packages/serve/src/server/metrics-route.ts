import { answer } from './answer.ts'
import type { Route } from './context.ts'

/** The metrics in the text format of Prometheus. */
export const metrics: Route = async ({ requestId }, { metrics: { registry } }) =>
  answer({ type: registry.contentType, body: await registry.metrics() }, requestId)
