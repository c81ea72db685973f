const mask = '[redacted]'
const longest = 8192
const secretWord = 'password|passwd|pwd|secret|token|signature|api[-_]?key|access[-_]?key|credential|authorization'
const secretName = `(?:sig|[\\w.-]{0,64}(?:${secretWord})[\\w.-]{0,64})`

/** Every repetition is bounded or cannot overlap the next, so that no text takes more than linear time. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/:\/\/[^\s/?#]{0,4096}@/g, `://${mask}@`],
  [/:\/\/[^\s/?#@:]{0,256}:(?!\d{1,5}[/?#])[^\s@]{0,4096}@/g, `://${mask}@`],
  [new RegExp(`(\\b${secretName}=)[^\\s&;,"'<>]+`, 'gi'), `$1${mask}`],
  [new RegExp(`("${secretName}"\\s{0,9}:\\s{0,9}")[^"]*`, 'gi'), `$1${mask}`],
  [/\b(bearer\s{1,9})[\w.~+/=-]{8,}/gi, `$1${mask}`],
  [/\b(basic\s{1,9})[A-Za-z\d+/]{16,}={0,2}/gi, `$1${mask}`],
]

/**
 * Takes the secrets out of a text: user and password in URLs, values of secret names in queries and in JSON (`token=`, `"password": "`),
 * bearer and basic authorization. A text beyond 8,192 characters is cut there.
 */
export function redactText(text: string): string {
  const read = text.slice(0, 2 * longest)
  const redacted = rules.reduce((now, [pattern, replacement]) => now.replace(pattern, replacement), read)
  return redacted.length > longest ? `${redacted.slice(0, longest)}…` : redacted
}

/**
 * Takes the secrets out of a URL, or out of what was meant to be one: user and password, and query values whose name says secret (token,
 * signature, key, password).
 *
 * @param url - a URL of any scheme, such as a database connection string
 * @returns the URL with `[redacted]` in their place, at most 8,192 characters long
 * @example
 * ```ts
 * import { redactUrl } from '@millrace/core'
 *
 * redactUrl('postgres://ada:s3cret@db.example/runs?sslmode=require') // => 'postgres://[redacted]@db.example/runs?sslmode=require'
 * redactUrl('https://s.example/a.bin?X-Amz-Signature=0f3a&part=2') // => 'https://s.example/a.bin?X-Amz-Signature=[redacted]&part=2'
 * ```
 * @category Logging
 * @since 0.1.0
 */
export function redactUrl(url: string | URL): string {
  return redactText(String(url))
}
