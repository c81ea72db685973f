import type { Authorize } from './authorize.ts'
import type { RouteRequest, ServerContext } from './context.ts'
import { Refusal } from './refusal.ts'

/** Lets a request in, or refuses it; whatever goes wrong, the door stays closed. */
export async function admit(
  authorize: Authorize,
  { method, path, headers, requestId }: RouteRequest,
  { logger, limits }: Pick<ServerContext, 'logger' | 'limits'>,
): Promise<void> {
  let isAllowed: unknown
  try {
    isAllowed = await withTimeout(authorize({ method, path, headers }), limits.timeoutMs)
  } catch (error) {
    if (error instanceof Refusal) throw error
    logger.warn({ requestId, err: error }, 'authorize failed, and the request is refused')
  }
  if (isAllowed !== true) {
    throw new Refusal(401, 'unauthorized', 'the request is not authorized', { headers: { 'www-authenticate': 'Bearer' } })
  }
}

function withTimeout<T>(given: T | Promise<T>, timeoutMs: number): T | Promise<T> {
  if (!(given instanceof Promise)) return given
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(timedOut), timeoutMs)
  })
  return Promise.race([given, timeout]).finally(() => clearTimeout(timer))
}

const timedOut = new Refusal(503, 'timed_out', 'the request could not be authorized in time; try again later', {
  headers: { 'retry-after': '1' },
})
