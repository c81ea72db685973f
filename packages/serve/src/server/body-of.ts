import type { HttpRequest } from './exchange.ts'
import type { ServerLimits } from './limits.ts'
import { parseBody } from './parse-body.ts'
import { Refusal } from './refusal.ts'

/**
 * The body of a request, if it is of the media type, UTF-8 by its own word, and not compressed.
 *
 * @throws Refusal 415, and 413 for what was too long to be read
 */
export function bodyOf({ headers, body }: HttpRequest, { type, bodyBytes }: BodyExpectation): Uint8Array {
  expectMediaType(headers, type)
  if (body === null) throw new Refusal(413, 'too_large', `a body has at most ${bodyBytes} bytes, and comes in pieces of a reasonable size`)
  return body
}

/**
 * The JSON of a request.
 *
 * @throws Refusal as `bodyOf`, and 400
 */
export function jsonOf(request: HttpRequest, { bodyBytes, depth }: Required<ServerLimits>): unknown {
  return parseBody(bodyOf(request, { type: 'application/json', bodyBytes }), depth)
}

interface BodyExpectation {
  readonly type: string
  readonly bodyBytes: number
}

function expectMediaType(headers: HttpRequest['headers'], expected: string): void {
  const encoding = headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') {
    throw unsupported(`a body with content-encoding is not taken; send it as it is`)
  }
  const given = headers['content-type']
  if (given === expected) return
  const [type = '', ...parameters] = (given ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  if (type !== expected) throw unsupported(`send the body as ${expected}`)
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))
  if (charset !== undefined && !/^charset="?utf-8"?$/.test(charset)) throw unsupported('send the body as UTF-8')
}

const unsupported = (message: string) => new Refusal(415, 'unsupported_media_type', message)
