import {
  type AnyFeatureSpec,
  clamp,
  coalesce,
  columnExpr,
  compareCodePoints,
  type Expr,
  type FeatureMap,
  isIn,
  isNull,
  type NumberColumn,
  type StringColumn,
} from '@millrace/core'
import type { AnyTable } from './sample-domains.ts'

/** Levels of a text column that have a feature each. */
const mostLevels = 20
/** Other levels are features together, in so many groups. */
const mostGroups = 20
/** Rarer levels than these are in no feature. */
const mostRare = 5000

/**
 * Features of columns as they are, without a look at which side a row is of. Columns that do not vary give none.
 *
 * Where the trainer takes nulls a number keeps its own; else it is the mean, and whether it was null is a feature too.
 */
export function domainFeatures(table: AnyTable, { acceptsNull }: { readonly acceptsNull: boolean }): AnyFeatureSpec {
  const features: Record<string, FeatureMap[string]> = {}
  for (const spec of table.schema.columns) {
    const column = table.column(spec.name)
    const name = spec.name.replaceAll(':', '·') || 'column'
    const made = column.type === 'number' ? numberFeatures(columnExpr(spec), column, acceptsNull) : levelFeatures(columnExpr(spec), column)
    for (const [suffix, feature] of made) features[uniqueName(features, `${name}${suffix}`)] = feature
  }
  return Object.freeze({ schema: table.schema, names: Object.freeze(Object.keys(features)), features: Object.freeze(features) })
}

type NamedFeature = readonly [suffix: string, feature: Expr<number | boolean | null>]

function numberFeatures(x: Expr<number | null>, { values }: NumberColumn, acceptsNull: boolean): NamedFeature[] {
  let [least, greatest, mean, finite, nulls] = [Infinity, -Infinity, 0, 0, 0]
  for (const value of values) {
    if (Number.isNaN(value)) nulls++
    if (!Number.isFinite(value)) continue
    least = Math.min(least, value)
    greatest = Math.max(greatest, value)
    finite++
    mean += value / finite - mean / finite
  }
  const missing: NamedFeature[] = nulls > 0 && nulls < values.length ? [[' is null', isNull(x)]] : []
  if (finite === 0) return missing
  const bounded = finite + nulls < values.length ? clamp(x, least, greatest) : x
  if (nulls > 0 && acceptsNull) return [['', bounded]]
  if (least === greatest && finite + nulls === values.length) return missing
  return [['', coalesce(bounded, mean)], ...missing]
}

function levelFeatures(x: Expr<string | null>, { codes, dictionary }: StringColumn): NamedFeature[] {
  const counts = new Float64Array(dictionary.length)
  let nulls = 0
  for (const code of codes) {
    if (code < 0) nulls++
    else counts[code]!++
  }
  const byCount = Array.from(counts.keys())
    .filter((code) => counts[code]! > 0)
    .sort((a, b) => counts[b]! - counts[a]! || a - b)
  if (byCount.length + Number(nulls > 0) < 2) return []
  const isOneOf = (levels: readonly number[]) => {
    const names = levels.map((code) => dictionary[code]!)
    return coalesce(isIn(x, names), false)
  }
  const frequent = byCount.slice(0, byCount.length === 2 && nulls === 0 ? 1 : mostLevels)
  const rare = byCount.slice(mostLevels, mostRare).sort((a, b) => compareCodePoints(dictionary[a]!, dictionary[b]!))
  return [
    ...frequent.map((code): NamedFeature => [` = ${dictionary[code]!.replaceAll(':', '·')}`, isOneOf([code])]),
    ...groupsOf(rare, counts).map((levels, group): NamedFeature => [` in group ${group + 1}`, isOneOf(levels)]),
    ...(nulls > 0 ? [[' is null', isNull(x)] as const] : []),
  ]
}

/** Neighbouring levels together, so that groups have about as many rows each. */
function groupsOf(levels: readonly number[], counts: Float64Array): readonly (readonly number[])[] {
  const rows = levels.reduce((sum, code) => sum + counts[code]!, 0)
  const groups = Array.from({ length: mostGroups }, (): number[] => [])
  let passed = 0
  for (const code of levels) {
    groups[Math.floor((passed / rows) * mostGroups)]!.push(code)
    passed += counts[code]!
  }
  return groups.filter(({ length }) => length > 0)
}

function uniqueName(taken: Readonly<Record<string, unknown>>, name: string): string {
  let unique = name
  for (let i = 2; Object.hasOwn(taken, unique); i++) unique = `${name} (${i})`
  return unique
}
