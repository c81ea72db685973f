import { compareCodePoints } from '@millrace/core'
import { bandsOf, cellBounds, sumByBand } from '../profile/cell-bounds.ts'
import { bucketOf } from '../profile/count-levels.ts'
import { bucketsOfProfile } from '../profile/merge-profiles.ts'
import type { LevelProfile, NumberProfile } from '../profile/profile-types.ts'
import { labelCells } from './cell-labels.ts'

/** Rows by cell on both sides, and what the cells are called; no labels where cells are digests. */
export interface LabelledCounts {
  readonly reference: readonly number[]
  readonly current: readonly number[]
  readonly labels: readonly string[]
}

/** Numbers by band: tenths of the reference and heavy values, or one band a value. */
export function cellsOfNumbers(reference: NumberProfile, current: NumberProfile): LabelledCounts {
  const bands = bandsOf(cellBounds(reference.cells).bounds, cellBounds(reference.bands).bounds)
  return {
    reference: sumByBand(reference.counts, bands),
    current: sumByBand(current.counts, bands),
    labels: labelCells(reference.bands, reference.kind).map(({ label }) => label),
  }
}

/**
 * Levels by name, and what the reference does not have by digest. Where it has more levels than it names, all go by digest: to compare the named
 * ones with a rest would compare what is frequent by chance with what is not.
 */
export function cellsOfLevels(reference: LevelProfile, current: LevelProfile): LabelledCounts {
  if (reference.others > 0) return { reference: bucketsOfProfile(reference), current: bucketsOfProfile(current), labels: [] }
  const byName = reference.levels
    .map((level, index) => ({ level, reference: reference.counts[index]!, current: current.counts[index]! }))
    .sort((a, b) => compareCodePoints(a.level, b.level))
  const unseen = current.others > 0 ? [...bucketsOfProfile(current)] : []
  if (unseen.length > 0) for (const { level, current: count } of byName) unseen[bucketOf(level)]! -= count
  return {
    reference: [...byName.map((level) => level.reference), ...unseen.map(() => 0)],
    current: [...byName.map((level) => level.current), ...unseen],
    labels: [...byName.map(({ level }) => level), ...unseen.map(() => 'values not in the reference')],
  }
}
