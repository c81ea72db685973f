import { compareCodePoints } from '@millrace/core'
import type { MonitorSettings } from '../monitor/settings.ts'
import { bucketOf } from '../profile/count-levels.ts'
import { bucketsOfProfile } from '../profile/merge-profiles.ts'
import type { LevelProfile } from '../profile/profile-types.ts'
import type { TwoCounts } from '../tests/two-counts.ts'
import { compareCounts } from './compare-counts.ts'
import type { Compared } from './compare-numbers.ts'
import { pictureLevels } from './picture.ts'

/** Categories: chi-square and PSI over levels. Both sides have values. */
export function compareLevels(
  reference: LevelProfile,
  { current, settings }: { readonly current: LevelProfile; readonly settings: MonitorSettings },
): Compared {
  return { ...compareCounts(cellsOf(reference, current), settings), picture: pictureLevels(reference, current) }
}

/**
 * Levels by name, and what the reference does not have by digest. Where it has more levels than it names, all go by digest: to compare the named
 * ones with a rest would compare what is frequent by chance with what is not.
 */
function cellsOf(reference: LevelProfile, current: LevelProfile): TwoCounts {
  if (reference.others > 0) return { reference: bucketsOfProfile(reference), current: bucketsOfProfile(current) }
  const byName = reference.levels
    .map((level, index) => ({ level, reference: reference.counts[index]!, current: current.counts[index]! }))
    .sort((a, b) => compareCodePoints(a.level, b.level))
  const unseen = current.others > 0 ? [...bucketsOfProfile(current)] : []
  if (unseen.length > 0) for (const { level, current: count } of byName) unseen[bucketOf(level)]! -= count
  return {
    reference: [...byName.map((level) => level.reference), ...unseen.map(() => 0)],
    current: [...byName.map((level) => level.current), ...unseen],
  }
}
