import { silentLogger } from '@millrace/core'
import type { RouteRequest, ServerContext } from './context.ts'

/** How a request ended. */
interface Outcome {
  /** The template of the path; undefined where nothing answers there. */
  readonly path: string | undefined
  readonly status: number
}

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Counts and logs each request, and nothing of what was in it. Labels come from closed lists, so that clients cannot make new ones. */
export function createObserver({ metrics, logger }: ServerContext): (request: RouteRequest, outcome: Outcome) => void {
  return ({ method: given, requestId, startMs }, { path = 'none', status }) => {
    const method = knownMethods.has(given) ? given : 'other'
    metrics.requests(method, path, status).value++
    if (logger === silentLogger) return
    const fields = { method, route: path, status, durationMs: performance.now() - startMs, requestId }
    if (status >= 500) logger.warn(fields, 'answered')
    else logger.info(fields, 'answered')
  }
}
