import type { Socket } from 'node:net'
import { refused } from '../server/answer.ts'
import { newId } from '../server/identifiers.ts'
import { Refusal } from '../server/refusal.ts'

/** Answers what is no request that HTTP allows, or came too slowly, and closes the connection. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  // Bytes of an answer that has begun must not be followed by another.
  if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy()
    return
  }
  const { status, headers, body } = refused(refusalOf(error), newId())
  const lines = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' })
  socket.end(`HTTP/1.1 ${status} ${reasons[status]}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`)
}

const reasons: Readonly<Record<number, string>> = { 400: 'Bad Request', 408: 'Request Timeout', 431: 'Request Header Fields Too Large' }

function refusalOf({ code }: NodeJS.ErrnoException): Refusal {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new Refusal(408, 'request_timeout', 'the request took too long to arrive')
  if (code === 'HPE_HEADER_OVERFLOW') return new Refusal(431, 'too_large', 'the headers are too large')
  return new Refusal(400, 'bad_request', 'the request is not well-formed HTTP')
}
