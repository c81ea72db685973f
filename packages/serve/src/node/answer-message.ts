import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HttpResponse } from '../server/exchange.ts'
import type { ListenContext } from './listen-context.ts'
import { readBody } from './read-body.ts'

/** Answers the messages of Node's HTTP server by the handler. */
export function createMessageListener({
  handler,
  limits,
  state,
}: ListenContext): (message: IncomingMessage, response: ServerResponse) => void {
  const handle = (message: IncomingMessage, response: ServerResponse, body: Uint8Array | null) => {
    const { method = 'GET', url = '/' } = message
    const end = url.search(/[?#]/)
    const path = end < 0 ? url : url.slice(0, end)
    // Of the headers that Node gives as lists, requests have none.
    const headers = message.headers as Readonly<Record<string, string | undefined>>
    const send = (answer: HttpResponse) => {
      const isLast = state.isDraining || body === null
      response
        .writeHead(answer.status, isLast ? { ...answer.headers, connection: 'close' } : answer.headers)
        .end(answer.body, encodingOf(answer))
    }
    // Nothing is expected to fail here; if a logger throws, it costs one connection and not the process.
    handler({ method, path, headers, body, isGone: () => response.destroyed }).then(send, () => response.destroy())
  }
  return (message, response) => {
    if (message.method === 'POST') readBody(message, limits, (body) => handle(message, response, body))
    else handle(message, response, none)
  }
}

const none = new Uint8Array()

/** A text whose characters are bytes is the same in Latin-1, which Node writes without a look at each of them. */
const encodingOf = ({ headers, body }: HttpResponse) => (Number(headers['content-length']) === body.length ? 'latin1' : 'utf8')
