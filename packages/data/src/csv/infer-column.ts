import { type ColumnKind, type ColumnSpec, compareCodePoints, shown } from '@millrace/core'
import { type ColumnProfile, mostDistinct, mostOdd } from './column-profile.ts'

/** A column that was inferred, and what a reviewer should know of it. */
export interface InferredColumn {
  /** The column. */
  readonly spec: ColumnSpec
  /** Counts, range and examples. */
  readonly comment: string
}

/** Chooses the narrowest kind that takes every cell of the column. */
export function inferColumn(profile: ColumnProfile, { mostCategories }: { readonly mostCategories: number }): InferredColumn {
  const numericKind = numericKindOf(profile)
  const values = numericKind === undefined ? [...profile.values(), ...profile.quotedNullTexts] : profile.values()
  const repeated = 2 * values.length <= profile.present + profile.quotedNulls
  const kind = numericKind ?? (repeated && values.length > 0 && values.length <= mostCategories ? 'category' : 'string')
  const nulls = profile.nulls + (numericKind === undefined ? 0 : profile.quotedNulls)
  const spec = { name: profile.name, kind, nullable: nulls > 0, optional: false }
  const categories = kind === 'category' ? { categories: enumOrder(values) } : {}
  return { spec: { ...spec, ...categories }, comment: [...countsOf(nulls, values.length), ...notesOf(profile, kind, values)].join(', ') }
}

/** By code point, but small integers first: zod keeps the values of an enum as keys of an object, where these come first. */
function enumOrder(values: readonly string[]): string[] {
  return Object.keys(Object.fromEntries([...values].sort(compareCodePoints).map((value) => [value, value])))
}

function numericKindOf({ present, counts }: ColumnProfile): ColumnKind | undefined {
  if (present === 0) return undefined
  return (['integer', 'number', 'boolean', 'day', 'instant'] as const).find((kind) => counts[kind] === present)
}

function countsOf(nulls: number, distinct: number): string[] {
  const counted = distinct < mostDistinct ? `${distinct} distinct` : `${mostDistinct} distinct or more`
  return nulls > 0 ? [`${nulls} null`, counted] : [counted]
}

function notesOf({ minimum, maximum, counts, odd }: ColumnProfile, kind: ColumnKind, values: readonly string[]): string[] {
  if (kind === 'integer' || kind === 'number') {
    const flag = kind === 'integer' && minimum === 0 && maximum === 1 ? ': z.boolean() reads it too' : ''
    return [`${minimum} to ${maximum}${flag}`]
  }
  if (kind === 'boolean' || values.length === 0) return []
  const notes = kind === 'category' ? [] : [`such as ${shown(values[0])}`]
  const almostNumbers = counts.number > 0 && odd.size < mostOdd && kind !== 'day' && kind !== 'instant'
  return almostNumbers ? [...notes, `numbers but for ${[...odd].map(shown).join(', ')}`] : notes
}
