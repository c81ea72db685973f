import { canonicalJson, type DatasetInput, type Json, type Metric, type RunEntries } from '@millrace/core'
import { splitNumber } from '../sqlite/search/number-columns.ts'
import type { NumberColumns } from '../sqlite/tables.ts'
import { checkInteger, checkName, checkText } from './check-value.ts'
import { limits } from './limits.ts'
import { entryInvalid, limitExceeded } from './tracking-errors.ts'

/** Entries that may be written: copies, which the caller no longer changes. */
export interface CheckedEntries {
  readonly params: ReadonlyMap<string, string>
  readonly metrics: readonly CheckedMetric[]
  readonly tags: ReadonlyMap<string, string | null>
  readonly inputs: readonly CheckedInput[]
}

export interface CheckedMetric extends NumberColumns {
  readonly key: string
  readonly step: number
  readonly timestamp_ms: number
}

export interface CheckedInput {
  readonly dataset: {
    readonly name: string
    readonly digest: string
    readonly row_count: number | null
    readonly schema: string | null
    readonly statistics: string | null
  }
  readonly context: string
  readonly source: string | null
}

/** Checks everything that can be checked before the transaction. */
export function checkEntries({ params = new Map(), metrics = [], tags = new Map(), inputs = [] }: RunEntries): CheckedEntries {
  const found = params.size + metrics.length + tags.size + inputs.length
  if (found > limits.entries) throw limitExceeded('the call (entries)', { limit: limits.entries, found })
  for (const [key, value] of params) {
    checkName('the key of a param', { value: key, limit: limits.key })
    checkText(`param '${key}'`, { value, limit: limits.param })
  }
  return { params: new Map(params), metrics: metrics.map(checkMetric), tags: checkTags(tags), inputs: inputs.map(checkInput) }
}

/** Checks the tags of a run or an experiment. */
export function checkTags<Value extends string | null>(tags: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  for (const [key, value] of tags) {
    checkName('the key of a tag', { value: key, limit: limits.key })
    if (value !== null) checkText(`tag '${key}'`, { value, limit: limits.tag })
  }
  return new Map(tags)
}

function checkMetric({ key, value, step, timestampMs }: Metric): CheckedMetric {
  checkName('the key of a metric', { value: key, limit: limits.key })
  if (typeof value !== 'number') throw entryInvalid(`metric '${key}'`, { value, remedy: 'give a number' })
  checkInteger(`the step of metric '${key}'`, step)
  checkInteger(`the time of metric '${key}'`, timestampMs)
  return { key, step, timestamp_ms: timestampMs, ...splitNumber(value) }
}

function checkInput({ name, digest, context, source, rowCount, schema, statistics }: DatasetInput): CheckedInput {
  checkName('the name of a dataset', { value: name, limit: limits.name })
  checkName(`the digest of dataset '${name}'`, { value: digest, limit: limits.name })
  if (context !== undefined) checkName(`the context of dataset '${name}'`, { value: context, limit: limits.key })
  if (source !== undefined) checkText(`the source of dataset '${name}'`, { value: source, limit: limits.source })
  if (rowCount !== undefined) checkInteger(`the row count of dataset '${name}'`, rowCount)
  const dataset = {
    name,
    digest,
    row_count: rowCount ?? null,
    schema: jsonText(`the schema of dataset '${name}'`, { value: schema, limit: limits.schema }),
    statistics: jsonText(`the statistics of dataset '${name}'`, { value: statistics, limit: limits.statistics }),
  }
  return { dataset, context: context ?? '', source: source ?? null }
}

function jsonText(what: string, { value, limit }: { readonly value: Json | undefined; readonly limit: number }): string | null {
  if (value === undefined) return null
  const text = canonicalJson(value)
  checkText(what, { value: text, limit })
  return text
}
