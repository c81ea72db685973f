import { canonicalJson, deepFreeze, type Json, MillraceError } from '@millrace/core'
import { finite, roundSums } from './cell-sums.ts'
import { type ColumnFrame, frameFrom, profileOf } from './column-counter.ts'
import { bucketsOf } from './count-levels.ts'
import type { LevelFrame, LevelTally } from './level-profile.ts'
import { type Moments, mergeMoments, noMoments } from './moments.ts'
import type { NumberFrame, NumberTally } from './number-profile.ts'
import type { ColumnProfile, LevelProfile, Profile } from './profile-types.ts'
import { labelsOf, outcomesOf } from './score-outcomes.ts'
import type { ColumnTally, SegmentProfile } from './segment-profile.ts'

/**
 * Adds up profiles of parts of the rows: counts and levels are those of all rows together exactly, sums and moments up to rounding.
 *
 * Make the first from a part that stands for all, and the others with `cellsOf` the first.
 *
 * @param profiles - one or more, of one monitor and the same cells
 * @returns a frozen profile of all rows
 * @throws MillraceError `E_PROFILE_MISMATCH` when there is none, or two have other settings, columns or cells
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { defineMonitor, mergeProfiles, profile } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const rows = fromRows(Loan, Array.from({ length: 100 }, (_, i) => ({ amount: i })))
 * const first = await profile(defineMonitor(Loan), rows.slice(0, 60))
 * const second = await profile(defineMonitor(Loan), rows.slice(60), { cellsOf: first })
 * mergeProfiles([first, second]).rows // => 100
 * ```
 * @category Profiles
 * @since 0.1.0
 */
export function mergeProfiles(profiles: readonly Profile[]): Profile {
  const [first, ...rest] = profiles
  if (first === undefined) {
    throw new MillraceError({ code: 'E_PROFILE_MISMATCH', message: 'mergeProfiles: there are no profiles; give at least one' })
  }
  return deepFreeze(rest.reduce(mergeTwo, first))
}

function mergeTwo(a: Profile, b: Profile): Profile {
  const different = (what: string, column: string | null = null) =>
    new MillraceError({
      code: 'E_PROFILE_MISMATCH',
      message: `mergeProfiles: ${what} of '${a.monitor}' and '${b.monitor}' differ; profile every part with 'cellsOf' the first`,
      details: { column },
    })
  if (!same([a.monitor, a.settings], [b.monitor, b.settings])) throw different('name or settings')
  if (a.columns.length !== b.columns.length) throw different('the columns')
  if (!same(a.segments.map(nameOf), b.segments.map(nameOf))) throw different('the segments')
  const columns = a.columns.map((column, index) => {
    const other = b.columns[index]!
    if (!same(frameOf(column), frameOf(other))) throw different(`the cells of column '${column.column}'`, column.column)
    return profileOf(frameFrom(column), mergeTallies(frameFrom(column), column, other))
  })
  const segments = a.segments.map((segment, index) => {
    const other = b.segments[index]!
    const tallies = segment.columns.map((tally, i) => mergeTallies(frameFrom(a.columns[i]!), tally, other.columns[i]!))
    return { ...segment, rows: segment.rows + other.rows, columns: tallies }
  })
  return { ...a, rows: a.rows + b.rows, digest: a.digest === b.digest ? a.digest : null, columns, segments }
}

const nameOf = ({ column, value }: SegmentProfile) => [column, value]

const same = (a: unknown, b: unknown) => canonicalJson(a as Json) === canonicalJson(b as Json)

/** What must be equal for counts to be added. */
export function frameOf(profile: ColumnProfile): unknown {
  const { column, role, kind, type } = profile
  return profile.type === 'number'
    ? [column, role, kind, type, profile.test, profile.discrete, profile.cells, profile.bands]
    : [column, role, kind, type, profile.levels]
}

function mergeTallies(frame: ColumnFrame, a: ColumnTally, b: ColumnTally): ColumnTally {
  return frame.type === 'number'
    ? mergeNumbers(frame, a as NumberTally, b as NumberTally)
    : mergeLevels(frame, a as LevelTally, b as LevelTally)
}

function mergeNumbers({ cells }: NumberFrame, a: NumberTally, b: NumberTally): NumberTally {
  const { count, mean, squares } = mergeMoments(momentsOf(a), momentsOf(b))
  const counts = added(a.counts, b.counts)
  return {
    count: a.count + b.count,
    nulls: a.nulls + b.nulls,
    infinite: a.infinite + b.infinite,
    mean: count > 0 ? finite(mean) : null,
    squares: count > 0 ? finite(squares) : null,
    minimum: extreme(Math.min, a.minimum, b.minimum),
    maximum: extreme(Math.max, a.maximum, b.maximum),
    counts,
    sums: roundSums(added(a.sums, b.sums), { counts, cells }),
    labels: mergeLabels(a, b),
  }
}

function mergeLabels(a: NumberTally, b: NumberTally): NumberTally['labels'] {
  const [left, right] = [outcomesOf(a), outcomesOf(b)]
  return labelsOf(added(a.counts, b.counts), {
    positive: added(left.positive, right.positive),
    negative: added(left.negative, right.negative),
  })
}

function mergeLevels({ levels }: LevelFrame, a: LevelTally, b: LevelTally): LevelTally {
  const others = a.others + b.others
  return {
    count: a.count + b.count,
    nulls: a.nulls + b.nulls,
    counts: added(a.counts, b.counts),
    others,
    buckets: others > 0 ? added(bucketsOfProfile({ levels, ...a }), bucketsOfProfile({ levels, ...b })) : null,
  }
}

/** Rows by digest of the level; where all levels have names, they say it. */
export function bucketsOfProfile({ buckets, levels, counts }: Pick<LevelProfile, 'buckets' | 'levels' | 'counts'>): readonly number[] {
  return buckets ?? bucketsOf(levels.map((level, index) => ({ level, count: counts[index]! })))
}

function momentsOf({ count, infinite, mean, squares }: NumberTally): Moments {
  return mean === null || squares === null ? noMoments : { count: count - infinite, mean, squares }
}

function extreme(choose: (a: number, b: number) => number, a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : choose(a, b)
}

const added = (a: readonly number[], b: readonly number[]) => a.map((value, index) => value + b[index]!)
