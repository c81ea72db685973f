import { connect, type Socket } from 'node:net'

/** Sends bytes over a connection of their own, and gives what came back when it was closed. */
export async function rawRequest(port: number, write: (socket: Socket) => void | Promise<void>): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  const closed = new Promise<string>((resolve) => {
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      text += chunk
    })
    // A server that has answered may close before it has read everything.
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(text))
  })
  await new Promise((resolve) => socket.once('connect', resolve))
  await write(socket)
  return closed
}

/** The status and the JSON body of an answer. */
export function parseAnswer(text: string): { readonly status: number; readonly body: unknown; readonly head: string } {
  const [head = '', body = ''] = text.split('\r\n\r\n')
  return { status: Number(head.split(' ')[1]), body: JSON.parse(body), head: head.toLowerCase() }
}
