/** What {@link scanJson} found wrong. */
export type JsonFault = 'E_JSON_SYNTAX' | 'E_JSON_TOO_DEEP' | 'E_JSON_DUPLICATE_KEY' | 'E_JSON_NUMBER'

/** What {@link scanJson} is told. */
export interface ScanJsonOptions {
  /** Most levels of arrays and objects. */
  readonly maxDepth: number
  /** Is told the first fault and its UTF-16 offset; throws. */
  readonly fail: (fault: JsonFault, reason: string, offset: number) => never
}

const quote = 0x22
const backslash = 0x5c
const exponent = 0x65

const isDigit = (unit: number) => unit >= 0x30 && unit <= 0x39
const isSpace = (unit: number) => unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09

/**
 * Checks a JSON text without building its value and without recursion: grammar, depth, unique keys, finite numbers, whole surrogate pairs.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */
export function scanJson(text: string, { maxDepth, fail }: ScanJsonOptions): void {
  let at = 0
  /** The keys seen in each open object; null for an open array. */
  const open: (Set<string> | null)[] = []
  let expectsValue = true
  do {
    skipSpace()
    expectsValue = expectsValue ? enterValue() : leaveValue()
  } while (expectsValue || open.length > 0)
  skipSpace()
  if (at < text.length) fail('E_JSON_SYNTAX', 'nothing may follow the document', at)

  /** Passes a scalar or an empty container, or enters a container, whose first value then follows. */
  function enterValue(): boolean {
    const first = text[at]
    if (first === '"') scanString()
    else if (first === '{' || first === '[') return enterContainer(first)
    else if (first === '-' || isDigit(text.charCodeAt(at))) scanNumber()
    else scanLiteral()
    return false
  }

  function enterContainer(bracket: '{' | '['): boolean {
    if (open.length === maxDepth) fail('E_JSON_TOO_DEEP', `more than ${maxDepth} levels of arrays and objects`, at)
    at++
    skipSpace()
    if (passes(bracket === '{' ? '}' : ']')) return false
    open.push(bracket === '{' ? new Set() : null)
    if (bracket === '{') scanKey()
    return true
  }

  /** Passes the comma, after which another value follows, or the end of the container. */
  function leaveValue(): boolean {
    const keys = open.at(-1)
    const end = keys ? '}' : ']'
    if (passes(end)) {
      open.pop()
      return false
    }
    if (!passes(',')) fail('E_JSON_SYNTAX', `expected ',' or '${end}'`, at)
    if (keys) scanKey()
    return true
  }

  function scanKey(): void {
    skipSpace()
    const start = at
    if (text[at] !== '"') fail('E_JSON_SYNTAX', 'expected a key in double quotes', at)
    const key = scanString()
    const keys = open.at(-1)!
    if (keys.has(key)) fail('E_JSON_DUPLICATE_KEY', `the key ${JSON.stringify(key.slice(0, 80))} stands twice in one object`, start)
    keys.add(key)
    skipSpace()
    if (!passes(':')) fail('E_JSON_SYNTAX', "expected ':'", at)
  }

  /** Passes the string and returns what it says. */
  function scanString(): string {
    const start = at++
    let plain = true
    for (let unit = text.charCodeAt(at); unit !== quote; unit = text.charCodeAt(at)) {
      if (Number.isNaN(unit)) fail('E_JSON_SYNTAX', 'the string is not closed', start)
      if (unit < 0x20) fail('E_JSON_SYNTAX', 'control characters in strings must be escaped', at)
      plain &&= unit !== backslash
      at += unit === backslash ? escapeLength() : 1
    }
    at++
    if (plain) return text.slice(start + 1, at - 1)
    const value = JSON.parse(text.slice(start, at)) as string
    if (/\p{Surrogate}/u.test(value)) fail('E_JSON_SYNTAX', 'a string holds half a surrogate pair', start)
    return value
  }

  function escapeLength(): number {
    const length = text[at + 1] === 'u' ? 6 : 2
    if (!/^\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})$/.test(text.slice(at, at + length))) fail('E_JSON_SYNTAX', 'unknown escape', at)
    return length
  }

  function scanNumber(): void {
    const start = at
    passes('-')
    if (!passes('0')) skipDigits()
    if (passes('.')) skipDigits()
    const digits = at - start
    if ((text.charCodeAt(at) | 0x20) === exponent) {
      at++
      if (!passes('+')) passes('-')
      skipDigits()
    }
    const mayOverflow = digits > 300 || at - start > digits
    if (mayOverflow && !Number.isFinite(Number(text.slice(start, at)))) fail('E_JSON_NUMBER', 'a number beyond the range of float64', start)
  }

  function scanLiteral(): void {
    const literal = ['true', 'false', 'null'].find((word) => text.startsWith(word, at))
    if (literal === undefined) fail('E_JSON_SYNTAX', at < text.length ? 'expected a value' : 'the text ends where a value is expected', at)
    else at += literal.length
  }

  function skipDigits(): void {
    if (!isDigit(text.charCodeAt(at))) fail('E_JSON_SYNTAX', 'expected a digit', at)
    while (isDigit(text.charCodeAt(at))) at++
  }

  function skipSpace(): void {
    while (isSpace(text.charCodeAt(at))) at++
  }

  function passes(character: string): boolean {
    if (text[at] !== character) return false
    at++
    return true
  }
}
