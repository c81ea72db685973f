import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { MillraceError } from '@millrace/core'
import { createDrain, type Drain } from './drain.ts'
import { createApp } from './fastify-app.ts'
import type { ListenContext } from './listen-context.ts'

/**
 * Where a server listens.
 *
 * @category Server
 * @since 0.1.0
 */
export interface ListenOptions {
  /** The port; 0 for any that is free. @defaultValue the environment's `PORT`, else 3000 */
  readonly port?: number | undefined
  /** The address. @defaultValue the environment's `HOST`, else 127.0.0.1, which other machines do not reach */
  readonly host?: string | undefined
  /** Whether SIGTERM and SIGINT close the server and end the process, a second one at once. @defaultValue false */
  readonly signals?: boolean | undefined
}

/** A port on which a server listens. */
export interface Listener {
  readonly url: string
  readonly port: number
  readonly drain: Drain
}

/**
 * Listens by Node's HTTP server.
 *
 * @throws MillraceError `E_LISTEN_FAILED`
 */
export async function listen(
  { port = portOf(process.env.PORT), host = hostOf(process.env.HOST) }: ListenOptions,
  context: ListenContext,
): Promise<Listener> {
  const app = createApp(context)
  const { server } = app
  const drain = createDrain(server)
  try {
    await app.ready()
    // Not by `app.listen`, which makes further servers for `localhost` that nothing drains.
    await once(server.listen({ port, host }), 'listening')
  } catch (cause) {
    throw new MillraceError({
      code: 'E_LISTEN_FAILED',
      message: `the server cannot listen on ${host}, port ${port}: ${(cause as Error).message}; choose another, or end what listens there`,
      details: { host, port },
      cause,
    })
  }
  const { address, family, port: bound } = server.address() as AddressInfo
  const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`
  context.logger.info({ url }, 'listening')
  const end = async () => {
    await drain()
    await app.close()
  }
  return { url, port: bound, drain: end }
}

function portOf(given = ''): number {
  if (given === '') return 3000
  const port = Number(given)
  if (/^\d{1,5}$/.test(given) && port <= 65_535) return port
  throw new RangeError(`listen: the environment's PORT is '${given}', not a port from 0 to 65535`)
}

const hostOf = (given = ''): string => (given === '' ? '127.0.0.1' : given)
