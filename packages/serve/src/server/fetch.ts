import type { Handler } from './exchange.ts'

/** Answers web-standard requests, as Bun, Deno, workers, frameworks and tests make them. */
export function createFetch(handler: Handler, bodyBytes: number): (request: Request) => Promise<Response> {
  return async (request) => {
    const { method, url } = request
    const body = await readBody(request, bodyBytes)
    const answered = await handler({
      method,
      path: pathOf(url),
      headers: Object.fromEntries(request.headers),
      body,
      isGone: () => request.signal.aborted,
    })
    return new Response(answered.body === '' ? null : answered.body, answered)
  }
}

function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3)
  const length = url.slice(start).search(/[?#]/)
  return length < 0 ? url.slice(start) : url.slice(start, start + length)
}

/** The bytes of a body, counted as they come, whatever its headers say; null where there are too many. */
async function readBody({ body }: Request, most: number): Promise<Uint8Array | null> {
  if (body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > most) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
