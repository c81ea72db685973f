import { canonicalJson, type Json } from '@millrace/core'

/**
 * A value that is written to a run as text: texts as they are, numbers and booleans as JavaScript writes them, dates in ISO 8601, null as
 * `null`, arrays and objects as canonical JSON; undefined is left out.
 *
 * @category Runs
 * @since 0.1.0
 */
export type RunValue = Json | bigint | Date | undefined

/** The text of a value. */
function runText(value: Exclude<RunValue, undefined>): string {
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' ? canonicalJson(value) : String(value)
}

/** The texts of all values that are there. */
export function runTexts(values: Readonly<Record<string, RunValue>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, runText(value)] as const])))
}
