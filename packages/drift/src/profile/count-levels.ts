import type { StringColumn } from '@millrace/core'
import { hashOf, levelName } from './level-name.ts'

/** How many cells digests of levels fall into. */
export const bucketCount = 200

/** The bucket of a level, by its name in profiles. */
export const bucketOf = (name: string): number => hashOf(name) % bucketCount

/** Rows of one level. */
export interface LevelCount {
  /** As profiles name it. */
  readonly level: string
  readonly count: number
}

/** What one pass over a string column finds. */
export interface LevelCounts {
  /** The levels that occur, each once, in the order of the dictionary. */
  readonly levels: readonly LevelCount[]
  readonly nulls: number
}

/** Counts codes; texts are looked at once a level. */
export function countLevels({ codes, dictionary }: StringColumn): LevelCounts {
  const counts = new Float64Array(dictionary.length + 1)
  for (let row = 0; row < codes.length; row++) counts[codes[row]! + 1]!++
  return {
    levels: byName(dictionary.map((value, code) => ({ value, count: counts[code + 1]! })).filter(({ count }) => count > 0)),
    nulls: counts[0]!,
  }
}

/** Rows by the name of a level, of counts by level. */
export function byName(counts: readonly { readonly value: string; readonly count: number }[]): LevelCount[] {
  const names = new Map<string, number>()
  for (const { value, count } of counts) {
    const name = levelName(value)
    names.set(name, (names.get(name) ?? 0) + count)
  }
  return Array.from(names, ([level, count]) => ({ level, count }))
}

/** Rows by bucket. */
export function bucketsOf(levels: readonly LevelCount[]): number[] {
  const buckets = new Array<number>(bucketCount).fill(0)
  for (const { level, count } of levels) buckets[bucketOf(level)]! += count
  return buckets
}
