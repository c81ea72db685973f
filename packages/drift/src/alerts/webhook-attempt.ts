/** Why an attempt did not deliver. */
export interface Attempt {
  readonly reason: string
  readonly status: number | null
  readonly retry: boolean
  readonly retryAfter: string | null
}

interface AttemptOptions {
  readonly signal: AbortSignal | undefined
  readonly timeoutMs: number
  readonly fetch: typeof globalThis.fetch | undefined
}

/** One request; null when it was taken. The body of the answer is dropped unread, of whatever length. */
export async function attemptWebhook(url: URL, request: RequestInit, options: AttemptOptions): Promise<Attempt | null> {
  const { signal, timeoutMs, fetch = globalThis.fetch } = options
  const stop = new AbortController()
  const abort = () => stop.abort()
  const timer = setTimeout(abort, timeoutMs)
  signal?.addEventListener('abort', abort)
  if (signal?.aborted) abort()
  try {
    const response = await fetch(url, { ...request, signal: stop.signal })
    response.body?.cancel().catch(() => {})
    if (response.ok) return null
    const { status, headers } = response
    return { reason: `status ${status}`, status, retry: isPassing(status), retryAfter: headers.get('retry-after') }
  } catch (error) {
    const aborted = signal?.aborted ?? false
    const reason = aborted ? 'aborted' : stop.signal.aborted ? `no answer in ${timeoutMs} ms` : systemCode(error)
    return { reason, status: null, retry: !aborted, retryAfter: null }
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

/** Whether a later attempt may fare better. */
const isPassing = (status: number) => status === 408 || status === 429 || status >= 500

/** A code such as `ECONNREFUSED`, never a message, which may show the address. */
function systemCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' && /^[A-Z][A-Z\d_]{1,60}$/.test(code) ? code : 'no connection'
}
