import type { KeySum, ValueCount } from '@millrace/core'
import { bucketCount, bucketOf, byName, type LevelCount } from '../count-levels.ts'
import { identifierError, type LevelFrame, type LevelTally, levelTally } from '../level-profile.ts'
import type { Questions } from './questions.ts'

/** Levels of a column that are told apart by name; an engine sends no more. */
const mostLevels = 1_000_000

/** What an engine knows of a column of strings. */
export interface LevelsFound {
  readonly levels: readonly LevelCount[]
  readonly nulls: number
}

export function askLevels({ ask }: Questions, { node, column }: { readonly node: number; readonly column: string }): () => LevelsFound {
  const nulls = ask<number>({ stat: 'nulls', of: node })
  const count = ask<number>({ stat: 'count', of: node })
  const top = ask<readonly ValueCount<string>[]>({ stat: 'topValues', of: node, limit: mostLevels })
  return () => {
    if (top().length === mostLevels) throw identifierError({ column, distinct: mostLevels, rows: count() })
    return { levels: byName(top()), nulls: nulls() }
  }
}

/** Levels by segment, from one scan: the segments are numbered from 0. */
export function askLevelsBySegment({ ask }: Questions, nodes: { readonly node: number; readonly segment: number; readonly one: number }) {
  const sums = ask<readonly KeySum[]>({ stat: 'sumBy', key: nodes.node, fold: nodes.segment, of: nodes.one })
  return (segment: number): LevelsFound => {
    const own = sums().filter(({ fold }) => fold === segment)
    const levels = own.flatMap(({ key, count }) => (key === null ? [] : [{ value: key, count }]))
    return { levels: byName(levels), nulls: own.find(({ key }) => key === null)?.count ?? 0 }
  }
}

/** Levels put into a frame. */
export function tallyLevels({ levels }: LevelFrame, found: LevelsFound): LevelTally {
  const places = new Map(levels.map((level, index) => [level, index]))
  const named = levels.map(() => 0)
  const others = new Array<number>(bucketCount).fill(0)
  let count = 0
  for (const one of found.levels) {
    count += one.count
    const place = places.get(one.level)
    if (place === undefined) others[bucketOf(one.level)]! += one.count
    else named[place]! += one.count
  }
  return levelTally(levels, { named, nulls: found.nulls, others, count })
}
