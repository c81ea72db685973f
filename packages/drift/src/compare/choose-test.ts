import type { MonitorSettings } from '../monitor/settings.ts'
import type { ColumnProfile } from '../profile/profile-types.ts'
import { joinRare } from '../tests/join-rare.ts'
import type { TestName } from '../tests/test-result.ts'
import { type TwoCounts, totalsOf } from '../tests/two-counts.ts'

/** Which test judges a column, and from which effect on. */
export interface ChosenTest {
  readonly test: TestName
  /** The floor of the effect; null where the monitor's `effectFloor` holds. */
  readonly threshold: number | null
}

interface Choice {
  /** Rows by cell on both sides; null where the current side is unknown. */
  readonly counts: TwoCounts | null
  readonly settings: MonitorSettings
}

/** Below so many values on a side, whether a tenth of the reference counts as rare would hang on the current rows, and chi-square would alarm too often. */
const fewestInTenths = 100

/**
 * Chooses the test of a column: the one that the monitor's `tests` name, else by kind, ties and the sizes of both sides:
 *
 * | column | values on the smaller side | test | effect and its floor |
 * |---|---|---|---|
 * | number, day or instant | any | Kolmogorov-Smirnov of the values, exact up to 10,000 a side; from profiles alone as bounds | D, 0.02 |
 * | number with a tenth of its rows on one value | 100 and more | chi-square over tenths of the reference, that value a cell of its own | V, 0.02 |
 * | the same | fewer | Kolmogorov-Smirnov, which ties make conservative | D, 0.02 |
 * | number of at most 20 values, each twice in the mean, or boolean | two cells or more expect 5 | chi-square over the values | V, 0.02 |
 * | category or string | two cells or more expect 5 | chi-square over the levels; over 200 digests where the profile cannot name all levels | V, 0.02 |
 * | the last two | fewer cells do | Fisher's exact test of the most frequent value against all others | difference, 0.02 |
 *
 * Chi-square needs rows in each cell of the smaller side, whichever that is, so rare cells are joined first; rank tests other than Kolmogorov-Smirnov
 * alarm too often where values are tied. All rules look at totals of both sides, never at their difference, and so raise no false alarms.
 */
export function chooseTest(reference: ColumnProfile, { counts, settings }: Choice): ChosenTest {
  const named = settings.tests.find(({ column }) => column === reference.column)
  if (named !== undefined) return named
  return { test: byKind(reference, counts), threshold: null }
}

function byKind(reference: ColumnProfile, counts: TwoCounts | null): TestName {
  if (reference.type === 'number' && reference.test === 'kolmogorov-smirnov') return 'kolmogorov-smirnov'
  if (counts === null) return 'chi-square'
  if (reference.type === 'number' && !reference.discrete && smallerSide(counts) < fewestInTenths) return 'kolmogorov-smirnov'
  return isSparse(counts) ? 'fisher-exact' : 'chi-square'
}

function smallerSide(counts: TwoCounts): number {
  const { reference, current } = totalsOf(counts, 'compare')
  return Math.min(reference, current)
}

/** Whether joining rare cells leaves a single one of several. */
function isSparse(counts: TwoCounts): boolean {
  const { reference, joined } = joinRare(counts)
  return reference.length === 1 && joined > 1
}
