import type { StringColumn } from '@millrace/core'
import { bucketCount, bucketOf } from './count-levels.ts'
import { levelName } from './level-name.ts'
import { type LevelFrame, type LevelTally, levelTally } from './level-profile.ts'

/** Levels of a frame by name, others by bucket, then nulls: the cells that codes are counted into. */
interface LevelCells {
  readonly dictionary: readonly string[]
  /** The cell of code - 1, so that null has one too. */
  readonly cells: Int32Array
}

/** Counts codes as they come. */
export interface LevelCounter {
  add(column: StringColumn): void
  tally(): LevelTally
}

/** Looks levels up once a dictionary, for all counters of a frame. */
export function levelCells({ levels }: LevelFrame): (dictionary: readonly string[]) => Int32Array {
  const named = new Map(levels.map((level, index) => [level, index]))
  let known: LevelCells | null = null
  return (dictionary) => {
    if (known?.dictionary === dictionary) return known.cells
    const cells = Int32Array.from({ length: dictionary.length + 1 }, (_, code) => {
      if (code === 0) return levels.length + bucketCount
      const name = levelName(dictionary[code - 1]!)
      return named.get(name) ?? levels.length + bucketOf(name)
    })
    known = { dictionary, cells }
    return cells
  }
}

/** Counts into a frame in one pass. */
export function createLevelCounter({ levels }: LevelFrame, cellsOf: (dictionary: readonly string[]) => Int32Array): LevelCounter {
  const counts = new Float64Array(levels.length + bucketCount + 1)
  let rows = 0
  return {
    add({ codes, dictionary }) {
      const cells = cellsOf(dictionary)
      rows += codes.length
      for (let row = 0; row < codes.length; row++) counts[cells[codes[row]! + 1]!]!++
    },
    tally() {
      const named = Array.from(counts.subarray(0, levels.length))
      const buckets = counts.subarray(levels.length, levels.length + bucketCount)
      const nulls = counts.at(-1)!
      return levelTally(levels, { named, nulls, others: Array.from(buckets), count: rows - nulls })
    },
  }
}
