import type { Client } from 'autocannon'

/** The parts of autocannon's client that its types leave out. */
type Connection = Client & { _doRequest(): void; _resetConnection(): void }

/**
 * autocannon sends its next request on a connection that the server has said it will close, which no HTTP client may do (RFC 9112, section 9.6); it is taught to
 * open another one.
 */
export function honourConnectionClose(client: Client): void {
  const connection = client as Connection
  const send = connection._doRequest.bind(connection)
  let mustClose = false
  connection.on('headers', ({ headers }) => {
    const given = headers as unknown as readonly string[]
    mustClose = given.some((text, i) => text.toLowerCase() === 'connection' && given[i + 1] === 'close')
  })
  connection._doRequest = () => {
    if (!mustClose) return send()
    mustClose = false
    connection._resetConnection()
  }
}
