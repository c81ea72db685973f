import type { Server as HttpServer } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'

/** How long connections that have nothing to do may stay after the server stopped accepting, in milliseconds. */
const idleMs = 1500
/** How long unfinished requests may take then, in milliseconds. */
const graceMs = 20_000

/** Ends a server without breaking a request; resolves when all its connections are gone. */
export type Drain = () => Promise<void>

/**
 * Prepares the end of a server.
 *
 * Node's own `close` ends connections that it believes to be idle, on which a request may be on its way. So the server only stops accepting;
 * each client is told by `Connection: close` with its next answer, and what is still idle then is ended later.
 */
export function createDrain(server: HttpServer): Drain {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  return async () => {
    const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()))
    const idle = setTimeout(() => {
      server.closeIdleConnections()
      // To Node, a connection on which nothing was ever sent is about to send something.
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
    }, idleMs)
    const grace = setTimeout(() => server.closeAllConnections(), graceMs)
    await closed
    clearTimeout(idle)
    clearTimeout(grace)
  }
}
