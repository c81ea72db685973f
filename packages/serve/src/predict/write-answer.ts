import type { Contribution } from '@millrace/core'

/** Writes contributions as a further member. */
export function writeReasons(contributions: readonly Contribution[]): string {
  let text = ''
  for (const { columns, contribution } of contributions) {
    text += `${text === '' ? '' : ','}{"columns":${quoteColumns(columns)},"contribution":${contribution}}`
  }
  return `,"reasons":[${text}]`
}

const quotedColumns = new WeakMap<readonly string[], string>()

function quoteColumns(columns: readonly string[]): string {
  let text = quotedColumns.get(columns)
  if (text === undefined) {
    text = JSON.stringify(columns)
    quotedColumns.set(columns, text)
  }
  return text
}
