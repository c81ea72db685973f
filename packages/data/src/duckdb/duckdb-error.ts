import { MillraceError } from '@millrace/core'

/** What a query says, by `error()`, of a value that no column may hold. */
const marker = 'millrace:'
const refusalPattern = /millrace:(\{"column":"(?:[^"\\]|\\.)*","reason":"[^"]*"\})/

/** SQL's text for a refusal; {@link duckdbError} turns it back into a typed error. */
export function refusal(column: string, reason: string): string {
  return `${marker}${JSON.stringify({ column, reason })}`
}

/** Turns what DuckDB raised, always a plain `Error`, into a typed error; other errors stay as they are. */
export function duckdbError(cause: unknown, source: string): unknown {
  if (!(cause instanceof Error) || cause.name !== 'Error') return cause
  const { message } = cause
  const refusedValue = refusalPattern.exec(message)
  if (refusedValue !== null) return refused(refusedValue[1]!, cause)
  if (message.includes('No files found that match the pattern')) {
    return new MillraceError({ code: 'E_FILE_MISSING', message: `there is no file ${source}; check the path`, details: { source }, cause })
  }
  if (message.includes('Conversion Error') || message.includes('CSV Error')) {
    const summary = message
      .split('\n')
      .filter((line) => line.trim() !== '')
      .slice(0, 3)
      .join('; ')
    return new MillraceError({ code: 'E_ROWS_INVALID', message: `${source}: ${summary}`, details: { source }, cause })
  }
  const [summary = ''] = message.split('\n', 1)
  return new MillraceError({
    code: 'E_DUCKDB_FAILED',
    message: `DuckDB could not read or compute ${source}: ${summary}`,
    details: { source },
    cause,
  })
}

function refused(text: string, cause: unknown): MillraceError {
  const { column, reason } = JSON.parse(text) as { readonly column: string; readonly reason: string }
  return new MillraceError({
    code: 'E_ROWS_INVALID',
    message: `column '${column}': ${reason}; correct the data, or select from it what may be used`,
    details: { column, reason },
    cause,
  })
}
