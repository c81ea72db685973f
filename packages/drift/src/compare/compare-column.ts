import type { Column } from '@millrace/core'
import type { MonitorSettings } from '../monitor/settings.ts'
import { bandsOf, cellBounds, sumByBand } from '../profile/cell-bounds.ts'
import { countInto } from '../profile/profile.ts'
import type { ColumnProfile, LevelProfile, NumberProfile } from '../profile/profile-types.ts'
import { testNullShares } from '../tests/test-null-shares.ts'
import { compareLevels } from './compare-levels.ts'
import { compareNumbers } from './compare-numbers.ts'
import type { Measure } from './measure.ts'
import { pictureLevels, pictureNumbers } from './picture.ts'
import { nothingUnseen, unseenValues } from './unseen-values.ts'

/** The current side of one column, and what decides. */
export interface CurrentColumn {
  /** A column, or counts in the reference's cells; undefined where there is none. */
  readonly current: Column | ColumnProfile | undefined
  /** The raw reference column, where it was given. */
  readonly raw: Column | undefined
  readonly settings: MonitorSettings
}

/** Compares one column; what cannot be compared is a failed measure, never an exception. */
export function compareColumn(reference: ColumnProfile, { current: given, raw, settings }: CurrentColumn): Measure {
  const fail = (failure: string, current: ColumnProfile | null) => failedMeasure(reference, { failure, current, settings })
  if (given === undefined) return fail('the current rows have no such column', null)
  if (given.type !== (reference.type === 'level' ? 'string' : 'number') && !('counts' in given)) {
    return fail(
      `the reference holds ${reference.type === 'level' ? 'text' : 'numbers'}, the current rows ${given.type === 'string' ? 'text' : 'numbers'}`,
      null,
    )
  }
  const column = 'counts' in given ? null : given
  const current = 'counts' in given ? given : countInto(reference, given)
  if (reference.count === 0) return fail('all reference values are null', current)
  if (current.count === 0) return fail('all current values are null', current)
  const compared =
    reference.type === 'level'
      ? compareLevels(reference, { current: current as LevelProfile, settings })
      : compareNumbers(reference, { current: current as NumberProfile, raw: rawNumbers(raw, column), settings })
  return {
    ...baseOf(reference),
    ...compared,
    nulls: nullsOf(reference, { current, settings }),
    unseen: unseenValues(reference, { current, column }),
    failure: null,
  }
}

function rawNumbers(raw: Column | undefined, column: Column | null) {
  return raw?.type === 'number' && column?.type === 'number' ? { reference: raw.values, current: column.values } : null
}

function baseOf(reference: ColumnProfile): Pick<Measure, 'column' | 'role' | 'kind' | 'test'> {
  const { column, role, kind } = reference
  return { column, role, kind, test: reference.type === 'level' ? 'chi-square' : reference.test }
}

interface Failed {
  readonly failure: string
  readonly current: ColumnProfile | null
  readonly settings: MonitorSettings
}

function failedMeasure(reference: ColumnProfile, { failure, current, settings }: Failed): Measure {
  return {
    ...baseOf(reference),
    method: 'asymptotic',
    statistic: null,
    pValue: null,
    degreesOfFreedom: null,
    effect: null,
    psi: null,
    nulls: nullsOf(reference, { current, settings }),
    unseen: nothingUnseen,
    failure,
    picture: pictureAlone(reference),
  }
}

function pictureAlone(reference: ColumnProfile): Measure['picture'] {
  if (reference.type === 'level') return pictureLevels(reference, null)
  const bands = bandsOf(cellBounds(reference.cells).bounds, cellBounds(reference.bands).bounds)
  return pictureNumbers(reference, null, { reference: sumByBand(reference.counts, bands), current: null })
}

function nullsOf(reference: ColumnProfile, { current, settings }: Pick<Failed, 'current' | 'settings'>): Measure['nulls'] {
  const floor = settings.effectFloor.V
  const side = ({ nulls, count }: ColumnProfile) => ({ nulls, rows: nulls + count })
  const { nulls, rows } = side(reference)
  if (current === null) return { reference: nulls / rows, current: null, pValue: null, effect: 0, floor }
  const { effect, pValue, ...shares } = testNullShares({ reference: side(reference), current: side(current) })
  return { reference: shares.reference, current: shares.current, pValue, effect, floor }
}
