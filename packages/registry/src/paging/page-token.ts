import { canonicalJson, digestBytes, type Json, MillraceError, parseJson } from '@millrace/core'

/**
 * A token by which the same question goes on behind a position.
 *
 * @param question - plain data, without the limit; NaN and infinities may be in it
 */
export function writePageToken(question: unknown, position: Json): string {
  return Buffer.from(canonicalJson([fingerprint(question), position])).toString('base64url')
}

/** The position of a token that {@link writePageToken} made for the same question. */
export function readPageToken(question: unknown, token: string): Json {
  const parts = decode(token)
  if (Array.isArray(parts) && parts.length === 2 && parts[0] === fingerprint(question)) return parts[1] as Json
  throw pageTokenInvalid(token)
}

/** The error of a token that was made up, or made for another question. */
export const pageTokenInvalid = (token: string): MillraceError =>
  new MillraceError({
    code: 'E_PAGE_TOKEN_INVALID',
    message: `the page token '${token.slice(0, 100)}' was not given for this question; ask without one to begin anew`,
    details: { pageToken: token.slice(0, 1000) },
  })

const fingerprint = (question: unknown) => digestBytes(JSON.stringify(question, withNumbersAsText)).slice(-16)

const withNumbersAsText = (_: string, value: unknown) => (typeof value === 'number' ? String(value) : value)

function decode(token: string): Json {
  try {
    return parseJson(Buffer.from(token, 'base64url'), { maxBytes: 1_000_000 })
  } catch {
    return null
  }
}
