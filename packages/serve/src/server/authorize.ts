import type { RouteRequest, ServerContext } from './context.ts'
import { Refusal } from './refusal.ts'

/**
 * What is known of a request before it is let in.
 *
 * @category Server
 * @since 0.1.0
 */
export interface AuthorizeRequest {
  /** The method, in capitals. */
  readonly method: string
  /** The path, without the query. */
  readonly path: string
  /** The headers by their names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>
}

/**
 * Decides who is let in. Only `true` opens; anything else, and an error, is answered by 401.
 *
 * @category Server
 * @since 0.1.0
 */
export type Authorize = (request: AuthorizeRequest) => boolean | Promise<boolean>

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
