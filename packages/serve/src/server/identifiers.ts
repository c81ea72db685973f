import { randomFillSync } from 'node:crypto'

const poolBytes = 4096
const pool = Buffer.alloc(poolBytes)
/** The pool in hexadecimal digits, and how many of them are used up. */
let digits = ''
let used = 0
let lastMs = 0
let prefix = ''
let counter = 0

/**
 * A new identifier, as of UUID version 7: sorts by time, and within a millisecond by the order in this process.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7
 */
export function newId(nowMs = Date.now()): string {
  if (nowMs > lastMs) startMillisecond(nowMs)
  else if (++counter > 0xfff) startMillisecond(lastMs + 1)
  return `${prefix}${(0x7000 + counter).toString(16)}-${'89ab'[Number.parseInt(take(1), 16) & 3]}${take(3)}-${take(12)}`
}

function startMillisecond(ms: number): void {
  const time = ms.toString(16).padStart(12, '0')
  lastMs = ms
  prefix = `${time.slice(0, 8)}-${time.slice(8)}-`
  counter = 0
}

function take(count: number): string {
  if (used + count > digits.length) {
    digits = randomFillSync(pool).toString('hex')
    used = 0
  }
  used += count
  return digits.slice(used - count, used)
}

const wellFormed = /^[A-Za-z0-9._-]{1,64}$/

/** Whether a text from outside can stand as an identifier. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && wellFormed.test(text)
}

/** The request's own identifier where it has a well-formed one, else a new one. */
export function requestIdOf(given: string | undefined): string {
  return given !== undefined && isId(given) ? given : newId()
}
