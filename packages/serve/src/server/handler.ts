import { admit } from './admit.ts'
import { refused } from './answer.ts'
import type { RouteRequest, ServerContext } from './context.ts'
import type { Handler, HttpResponse } from './exchange.ts'
import { requestIdOf } from './identifiers.ts'
import { createObserver } from './observe.ts'
import { Refusal } from './refusal.ts'
import { allowed, type Endpoint, endpointsOf } from './routes.ts'

/**
 * The one handler behind every transport. It never rejects: what goes wrong becomes an answer without a stack, and a line in the log.
 *
 * Its functions are not `async`, since each further promise costs a request as much as a tenth of its prediction.
 */
export function createHandler(context: ServerContext): Handler {
  const endpoints = endpointsOf(context)
  const observe = createObserver(context)
  return ({ method, path, headers, body, isGone }) => {
    const request = { method, path, headers, body, isGone, requestId: requestIdOf(headers['x-request-id']), startMs: performance.now() }
    const endpoint = endpoints.get(path)
    const finish = (response: HttpResponse) => {
      observe(request, { path: endpoint?.path, status: response.status })
      return method === 'HEAD' ? { ...response, body: '' } : response
    }
    const fail = (error: unknown) => finish(failed(error, request, context))
    try {
      const response = enter(request, endpoint, context)
      return response instanceof Promise ? response.then(finish, fail) : Promise.resolve(finish(response))
    } catch (error) {
      return Promise.resolve(fail(error))
    }
  }
}

function enter(request: RouteRequest, endpoint: Endpoint | undefined, context: ServerContext): HttpResponse | Promise<HttpResponse> {
  const { authorize } = context
  if (authorize === undefined || endpoint?.isOpen === true) return route(request, endpoint, context)
  return admit(authorize, request, context).then(() => route(request, endpoint, context))
}

function route(request: RouteRequest, endpoint: Endpoint | undefined, context: ServerContext): HttpResponse | Promise<HttpResponse> {
  if (endpoint === undefined) throw new Refusal(404, 'not_found', 'there is nothing at this path')
  const found = endpoint.routes.get(request.method)
  if (found !== undefined) return found(request, context)
  const allow = allowed(endpoint)
  throw new Refusal(405, 'method_not_allowed', `this path answers ${allow}`, { headers: { allow } })
}

function failed(error: unknown, { method, path, requestId }: RouteRequest, { logger }: ServerContext): HttpResponse {
  if (error instanceof Refusal) return refused(error, requestId)
  logger.error({ requestId, method, path, err: error }, 'a request failed')
  return refused(internal, requestId)
}

const internal = new Refusal(500, 'internal', 'something went wrong; the log has more under the request id')
