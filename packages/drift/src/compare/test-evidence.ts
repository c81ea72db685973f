import type { MonitorSettings } from '../monitor/settings.ts'
import type { NumberProfile } from '../profile/profile-types.ts'
import { joinRare } from '../tests/join-rare.ts'
import { type CountsTestName, isCountsTest, testOfCounts, testOfSorted } from '../tests/run-test.ts'
import type { TestResult } from '../tests/test-result.ts'
import type { TwoCounts } from '../tests/two-counts.ts'
import type { SortedSamples } from '../tests/two-samples.ts'
import type { ChosenTest } from './choose-test.ts'
import { judgedOf } from './judged-of.ts'
import type { Judged } from './measure.ts'
import { mostFrequentAgainstRest } from './most-frequent.ts'
import { testCells } from './test-cells.ts'

/** What there is to test with. */
export interface Evidence {
  /** Rows by cell on both sides. */
  readonly counts: TwoCounts
  /** The profiles of a column of numbers; null for categories. */
  readonly profiles: { readonly reference: NumberProfile; readonly current: NumberProfile } | null
  /** Raw values of both sides; null where only profiles are there. */
  readonly sorted: SortedSamples | null
}

/** Runs the test of a column; throws where it cannot be made of what there is. */
export function testEvidence({ test, threshold }: ChosenTest, evidence: Evidence, { effectFloor }: MonitorSettings): Judged {
  const floorOf = (name: keyof typeof effectFloor) => threshold ?? effectFloor[name]
  if (isCountsTest(test)) return judgedOf(testOfCells(test, evidence.counts), floorOf)
  const { sorted } = evidence
  if (sorted !== null) return judgedOf(testOfSorted(test, sorted), floorOf)
  return testCells(test, { profiles: evidence.profiles, floorOf })
}

/** Tests of two shares take the most frequent cell; divergences need cells that are not rare; the others see to it themselves. */
function testOfCells(test: CountsTestName, counts: TwoCounts): TestResult {
  switch (test) {
    case 'fisher-exact':
    case 'two-proportion-z': {
      const { warnings, ...cells } = mostFrequentAgainstRest(counts)
      const result = testOfCounts(test, cells)
      return { ...result, warnings: [...warnings, ...result.warnings] }
    }
    case 'psi':
    case 'jensen-shannon':
    case 'hellinger':
    case 'kullback-leibler':
      return testOfCounts(test, joinRare(counts))
    default:
      return testOfCounts(test, counts)
  }
}
