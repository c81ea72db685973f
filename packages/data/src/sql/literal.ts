import { MillraceError } from '@millrace/core'

const loneSurrogate = /\p{Surrogate}/u

/**
 * A float64 as SQL: shortest digits that read back as the same number, with an exponent so that no engine takes it for a decimal; NaN is
 * null.
 */
export function numberLiteral(value: number): string {
  if (Number.isNaN(value)) return 'CAST(NULL AS DOUBLE)'
  if (!Number.isFinite(value)) return value > 0 ? `CAST('inf' AS DOUBLE)` : `CAST('-inf' AS DOUBLE)`
  const digits = String(value + 0)
  const literal = digits.includes('e') ? digits : `${digits}e0`
  return value < 0 ? `(${literal})` : literal
}

/**
 * Text as SQL.
 *
 * @throws MillraceError `E_SQL_TEXT_INVALID` when the text holds half of a surrogate pair, which no engine can store
 */
export function textLiteral(text: string): string {
  if (loneSurrogate.test(text)) throw invalidText(text)
  const parts = text.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`)
  return parts.length === 1 ? parts[0]! : `(${parts.join(' || chr(0) || ')})`
}

/**
 * A name as SQL.
 *
 * @throws MillraceError `E_SQL_TEXT_INVALID` when the name holds half of a surrogate pair or U+0000
 */
export function identifier(name: string): string {
  if (loneSurrogate.test(name) || name.includes('\0')) throw invalidText(name)
  return `"${name.replaceAll('"', '""')}"`
}

/** Several numbers as one list, read by the engine in one go. */
export function numberList(values: Iterable<number>): string {
  return `CAST('[${Array.from(values, (value) => (Number.isNaN(value) ? 'NULL' : String(value))).join(', ')}]' AS DOUBLE[])`
}

function invalidText(text: string): MillraceError {
  const shown = JSON.stringify(text)
  return new MillraceError({
    code: 'E_SQL_TEXT_INVALID',
    message: `${shown} cannot be written in SQL: it holds half of a surrogate pair or U+0000; clean it where the data comes in`,
    details: { text: shown },
  })
}
