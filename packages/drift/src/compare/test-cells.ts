import { cellBounds } from '../profile/cell-bounds.ts'
import type { NumberProfile } from '../profile/profile-types.ts'
import { kolmogorovNoise } from '../tests/kolmogorov-smirnov.ts'
import { kolmogorovSmirnovFromCells } from '../tests/kolmogorov-smirnov-from-cells.ts'
import type { SamplesTestName } from '../tests/run-test.ts'
import { tTestOfMoments } from '../tests/t-test.ts'
import { Failure } from './failure.ts'
import { type FloorOf, judgedOf } from './judged-of.ts'
import type { Judged } from './measure.ts'
import { wassersteinOfProfiles } from './wasserstein-of-profiles.ts'

interface Profiles {
  readonly reference: NumberProfile
  readonly current: NumberProfile
}

interface CellEvidence {
  /** Of both sides, in the same cells; null for categories. */
  readonly profiles: Profiles | null
  readonly floorOf: FloorOf
}

/** A test of numbers where no raw values are there: exact from moments, bounds from cells, or a failure that says what is missing. */
export function testCells(test: SamplesTestName, { profiles, floorOf }: CellEvidence): Judged {
  if (profiles === null) throw new Failure(`${test} needs numbers`)
  switch (test) {
    case 'kolmogorov-smirnov':
      return kolmogorovSmirnovBounds(profiles, floorOf('D'))
    case 'welch-t':
    case 'student-t':
      return judgedOf(tOfMoments(test, profiles), floorOf)
    case 'wasserstein':
      return wassersteinOfProfiles(profiles, floorOf('distance'))
    default:
      throw new Failure(
        `${test} needs the values of both sides; give compare the raw reference rows and a table of current rows, or judge the column by another test`,
      )
  }
}

function kolmogorovSmirnovBounds({ reference, current }: Profiles, floor: number): Judged {
  const { points } = cellBounds(reference.cells)
  const { statistic, pValue, sizes } = kolmogorovSmirnovFromCells({ reference: reference.counts, current: current.counts }, { points })
  return {
    test: 'kolmogorov-smirnov',
    method: 'cells',
    statistic,
    pValue,
    effect: { name: 'D', value: statistic, floor },
    noise: Math.min(1, kolmogorovNoise(sizes)),
    degreesOfFreedom: null,
    warnings: [],
  }
}

function tOfMoments(test: 'welch-t' | 'student-t', profiles: Profiles) {
  const moments = ({ count, infinite, mean, squares }: NumberProfile, side: string) => {
    if (mean === null || squares === null) throw new Failure(`${test}: the ${side} side has no finite value`)
    return { count: count - infinite, mean, squares }
  }
  const infinite = profiles.reference.infinite + profiles.current.infinite
  const reference = moments(profiles.reference, 'reference')
  const current = moments(profiles.current, 'current')
  if (!(reference.squares + current.squares < Number.MAX_VALUE))
    throw new Failure(`${test}: the values are too large for their variance to be a number`)
  return tTestOfMoments({ reference, current }, { test, warnings: infinite > 0 ? [`${infinite} infinite values were left out`] : [] })
}
