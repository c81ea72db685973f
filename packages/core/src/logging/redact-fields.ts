import { redactText } from './redact-text.ts'

const deepest = 8
const mostValues = 1000
const secretKey = /password|passwd|passphrase|pwd|secret|token|authorization|cookie|apikey|accesskey|privatekey|credential/

/**
 * Copies log fields into plain data without secrets. Depth and number of values are bounded, getters may throw, bytes become their length,
 * errors keep type, message, code, details, stack and cause.
 */
export function redactFields(fields: object): object {
  const copied = copier()(fields instanceof Error ? { err: fields } : fields, 0)
  return typeof copied === 'object' && copied !== null ? copied : { value: copied }
}

function copier(): (value: unknown, depth: number) => unknown {
  let left = mostValues

  const copy = (value: unknown, depth: number): unknown => {
    if (left-- <= 0) return '[more]'
    if (typeof value === 'string') return redactText(value)
    if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
    if (typeof value === 'bigint') return String(value)
    if (typeof value === 'function' || typeof value === 'symbol') return `[${typeof value}]`
    if (typeof value !== 'object' || value === null) return value
    return depth === deepest ? '[deeper]' : attempt(() => copyObject(value, depth + 1))
  }

  const copyObject = (value: object, depth: number): unknown => {
    if (value instanceof Error) return copyError(value, depth)
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
    if (value instanceof URL) return redactText(value.href)
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`
    if (Array.isArray(value) || value instanceof Set) return bounded(value.values()).map((item) => copy(item, depth))
    if (value instanceof Map || value instanceof Headers)
      return copyEntries(bounded(value.keys()), (key) => value.get(key as string), depth)
    return copyEntries(Object.keys(value), (key) => (value as Readonly<Record<string, unknown>>)[key as string], depth)
  }

  const copyEntries = (keys: readonly unknown[], read: (key: unknown) => unknown, depth: number): object => {
    const member = (key: unknown) => (isSecret(String(key)) ? '[redacted]' : attempt(() => copy(read(key), depth)))
    return Object.fromEntries(keys.slice(0, left + 1).map((key) => [redactText(String(key)), member(key)]))
  }

  const copyError = (error: Error, depth: number): object => ({
    ...copyEntries(Object.keys(error), (key) => error[key as keyof Error], depth),
    type: error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: copy(error.cause, depth) }),
  })

  const bounded = (values: Iterable<unknown>): unknown[] => {
    const kept: unknown[] = []
    for (const value of values) if (kept.push(value) > left) break
    return kept
  }
  return copy
}

const isSecret = (key: string) => secretKey.test(key.toLowerCase().replace(/[-_.\s]/g, ''))

function attempt(read: () => unknown): unknown {
  try {
    return read()
  } catch {
    return '[unreadable]'
  }
}
