import type { StringColumn } from '@millrace/core'

/** How many cells digests of levels fall into. */
export const bucketCount = 200

/** FNV-1a over UTF-16 units with a final mix, reduced to a bucket: the same everywhere and in every version. */
export function bucketOf(level: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < level.length; i++) hash = Math.imul(hash ^ level.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) % bucketCount
}

/** Rows of one level. */
export interface LevelCount {
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
  const counts = new Float64Array(dictionary.length)
  let nulls = 0
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!
    if (code < 0) nulls++
    else counts[code] = counts[code]! + 1
  }
  const byLevel = new Map<string, number>()
  dictionary.forEach((level, code) => {
    if (counts[code]! > 0) byLevel.set(level, (byLevel.get(level) ?? 0) + counts[code]!)
  })
  return { levels: Array.from(byLevel, ([level, count]) => ({ level, count })), nulls }
}

/** Rows by bucket. */
export function bucketsOf(levels: readonly LevelCount[]): number[] {
  const buckets = new Array<number>(bucketCount).fill(0)
  for (const { level, count } of levels) buckets[bucketOf(level)]! += count
  return buckets
}
