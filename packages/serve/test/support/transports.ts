import type { Server } from '../../src/server/create-server.ts'

/** What a request says besides its path. */
export interface Sent {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
}

/** Sends requests to a server one way or another. */
export interface Transport extends AsyncDisposable {
  send(path: string, sent?: Sent): Promise<Response>
}

/** Both ways to a server: without a socket, and over one. */
export const transports: readonly (readonly [name: string, open: (server: Server) => Promise<Transport>])[] = [
  [
    'fetch',
    async (server) => ({
      send: (path, sent = {}) => server.fetch(new Request(`http://localhost${path}`, sent)),
      [Symbol.asyncDispose]: () => server.close(),
    }),
  ],
  [
    'a socket',
    async (server) => {
      const { url, close } = await server.listen({ port: 0 })
      return {
        // A connection a request, so that none has to be waited for at the end.
        send: (path, { headers, ...sent } = {}) => fetch(url + path, { ...sent, headers: { ...headers, connection: 'close' } }),
        [Symbol.asyncDispose]: close,
      }
    },
  ],
]

/** A JSON body. */
export const json = (body: unknown, headers: Readonly<Record<string, string>> = {}): Sent => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

/** A form's body. */
export const form = (fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Sent => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  body: new URLSearchParams(fields).toString(),
})

/** A row that `exampleModel` scores. */
export const applicant = { income: 4000, amount: null, area: 'Urban', employed: true, gender: null }

/** What JSON bodies may hold; which of it there is, tests say. */
export interface Body {
  readonly error: { readonly code: string; readonly message: string; readonly issues: readonly unknown[] }
  readonly requestId: string
  readonly id: string
  readonly model: string
  readonly version: number
  readonly label: string
  readonly probability: number
  readonly reasons: readonly unknown[]
  readonly predictions: readonly { readonly id: string; readonly decision: string; readonly probability: number }[]
  readonly lineage: object
  readonly inputs: readonly { readonly name: string }[]
}

/** The JSON body of an answer. */
export const bodyOf = async (response: Response): Promise<Body> => (await response.json()) as Body
