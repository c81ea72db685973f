import type { Column } from '@millrace/core'
import type { MonitorSettings } from '../monitor/settings.ts'
import { countInto } from '../profile/profile.ts'
import type { ColumnProfile, LevelProfile, NumberProfile } from '../profile/profile-types.ts'
import { testNullShares } from '../tests/test-null-shares.ts'
import { sortSamples } from '../tests/two-samples.ts'
import { cellsOfLevels, cellsOfNumbers } from './cells-of-column.ts'
import { chooseTest } from './choose-test.ts'
import { Failure, reasonOf } from './failure.ts'
import type { Measure } from './measure.ts'
import { pictureOf } from './picture.ts'
import { psiFigure } from './psi-figure.ts'
import { type Evidence, testEvidence } from './test-evidence.ts'
import { nothingUnseen, unseenValues } from './unseen-values.ts'

/** The current side of one column, and what decides. */
export interface CurrentColumn {
  /** A column, or counts in the reference's cells; undefined where there is none. */
  readonly current: Column | ColumnProfile | undefined
  /** The raw reference column, where it was given. */
  readonly raw: Column | undefined
  readonly settings: MonitorSettings
}

/**
 * Compares one column. Whatever stops it, a column that is missing, of another type or null throughout, a test that cannot be made of what is there, an
 * error of any code below, makes it a failed measure with the reason, and never an exception.
 */
export function compareColumn(reference: ColumnProfile, given: CurrentColumn): Measure {
  let current: ColumnProfile | null = null
  try {
    current = currentProfile(reference, given.current)
    if (reference.count === 0) throw new Failure('all reference values are null')
    if (current.count === 0) throw new Failure('all current values are null')
    return compareValues(reference, current, given)
  } catch (error) {
    return failedMeasure(reference, { failure: reasonOf(error), current, settings: given.settings })
  }
}

function currentProfile(reference: ColumnProfile, given: CurrentColumn['current']): ColumnProfile {
  if (given === undefined) throw new Failure('the current rows have no such column')
  if ('counts' in given) return given
  const kind = reference.type === 'level' ? 'string' : 'number'
  const words = { string: 'text', number: 'numbers' } as const
  if (given.type !== kind) throw new Failure(`the reference holds ${words[kind]}, the current rows ${words[given.type]}`)
  return countInto(reference, given)
}

function compareValues(reference: ColumnProfile, current: ColumnProfile, { current: given, raw, settings }: CurrentColumn): Measure {
  const column = given === undefined || 'counts' in given ? null : given
  const numbers = reference.type === 'number' ? { reference, current: current as NumberProfile } : null
  const counts =
    reference.type === 'number' ? cellsOfNumbers(reference, current as NumberProfile) : cellsOfLevels(reference, current as LevelProfile)
  const evidence: Evidence = {
    counts,
    profiles: numbers,
    get sorted() {
      if (raw?.type !== 'number' || column?.type !== 'number') return null
      return sortSamples({ reference: raw.values, current: column.values })
    },
  }
  const chosen = chooseTest(reference, { counts, settings })
  return {
    ...baseOf(reference),
    test: chosen.test,
    judged: testEvidence(chosen, evidence, settings),
    psi: psiFigure(counts, settings.psiThreshold),
    nulls: nullsOf(reference, { current, settings }),
    unseen: unseenValues(reference, { current, column }),
    failure: null,
    picture: pictureOf(reference, current),
  }
}

function baseOf({ column, role, kind }: ColumnProfile): Pick<Measure, 'column' | 'role' | 'kind'> {
  return { column, role, kind }
}

interface Failed {
  readonly failure: string
  readonly current: ColumnProfile | null
  readonly settings: MonitorSettings
}

function failedMeasure(reference: ColumnProfile, { failure, current, settings }: Failed): Measure {
  return {
    ...baseOf(reference),
    test: chooseTest(reference, { counts: null, settings }).test,
    judged: null,
    psi: null,
    nulls: nullsOf(reference, { current, settings }),
    unseen: nothingUnseen,
    failure,
    picture: pictureOf(reference, null),
  }
}

function nullsOf(reference: ColumnProfile, { current, settings }: Pick<Failed, 'current' | 'settings'>): Measure['nulls'] {
  const floor = settings.effectFloor.V
  const side = ({ nulls, count }: ColumnProfile) => ({ nulls, rows: nulls + count })
  const { nulls, rows } = side(reference)
  if (current === null) return { reference: nulls / rows, current: null, pValue: null, effect: 0, floor }
  const { effect, pValue, ...shares } = testNullShares({ reference: side(reference), current: side(current) })
  return { reference: shares.reference, current: shares.current, pValue, effect, floor }
}
