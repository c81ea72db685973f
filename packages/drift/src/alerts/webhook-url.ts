import { MillraceError } from '@millrace/core'

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * Reads the address of a webhook. Its path and query are often the secret itself: no message shows more than the origin.
 *
 * @throws MillraceError `E_ALERT_URL`
 */
export function webhookUrl(text: string | URL, { allowHttp }: { readonly allowHttp: boolean }): URL {
  const url = URL.canParse(String(text)) ? new URL(text) : null
  if (url === null) throw urlError('the address is no URL', null)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw urlError(`the protocol is ${url.protocol.slice(0, 20)}`, null)
  if (url.username !== '' || url.password !== '') throw urlError('the address holds a user or a password, which belong into headers', url)
  if (url.protocol === 'http:' && !allowHttp && !loopback.test(url.hostname)) throw urlError('http sends in clear text', url)
  return url
}

function urlError(fault: string, url: URL | null): MillraceError {
  const origin = url?.origin ?? null
  return new MillraceError({
    code: 'E_ALERT_URL',
    message: `webhookSink: ${fault}${origin === null ? '' : ` (${origin})`}; give an https address, or http to this machine`,
    details: { origin },
  })
}
