import type { HttpResponse } from './exchange.ts'
import type { ErrorAnswer, Refusal } from './refusal.ts'

/** What an answer is made of. */
export interface AnswerParts {
  readonly status?: number
  readonly type?: string
  readonly body: string
  readonly policy?: string
  readonly headers?: Readonly<Record<string, string>>
}

const jsonType = 'application/json; charset=utf-8'
/** Nothing may be loaded or framed by what is no page. */
const closedPolicy = "default-src 'none'; frame-ancestors 'none'"

/** An answer with the headers that all have. */
export function answer(
  { status = 200, type = jsonType, body, policy = closedPolicy, headers }: AnswerParts,
  requestId: string,
): HttpResponse {
  const all = {
    'content-type': type,
    'content-length': String(Buffer.byteLength(body)),
    'x-request-id': requestId,
    'cache-control': 'no-store',
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  }
  return { status, headers: headers === undefined ? all : { ...all, ...headers }, body }
}

/** The answer that a refusal becomes. */
export function refused({ status, code, message, issues, headers }: Refusal, requestId: string): HttpResponse {
  const body: ErrorAnswer = { error: { code, message, issues }, requestId }
  return answer({ status, body: JSON.stringify(body), ...(headers === undefined ? {} : { headers }) }, requestId)
}
