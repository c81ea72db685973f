import type { Contribution, Prediction } from '@millrace/core'

/** Writes a prediction as the members of a JSON object, without its braces; twice as fast as `JSON.stringify` of an object made for it. */
export function writePrediction(id: string, { score, probability, label, decision, reason }: Prediction): string {
  let text = `"id":"${id}","score":${score},"probability":${probability},"label":${quote(label)}`
  if (decision !== undefined) text += `,"decision":${quote(decision)}`
  if (reason !== undefined) text += `,"reason":${quote(reason)}`
  return text
}

/** Writes contributions as a further member. */
export function writeReasons(contributions: readonly Contribution[]): string {
  let text = ''
  for (const { columns, contribution } of contributions) {
    text += `${text === '' ? '' : ','}{"columns":${quoteColumns(columns)},"contribution":${contribution}}`
  }
  return `,"reasons":[${text}]`
}

const quoted = new Map<unknown, string>()
/** Labels, decisions and reasons come from closed lists of models; the bound is for processes that serve very many. */
const mostQuoted = 10_000

function quote(value: unknown): string {
  let text = quoted.get(value)
  if (text === undefined) {
    text = JSON.stringify(value)
    if (quoted.size < mostQuoted) quoted.set(value, text)
  }
  return text
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
