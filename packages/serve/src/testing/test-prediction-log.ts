import type { PredictionLog } from '@millrace/core'
import type { TestFunctions } from '@millrace/core/testing'
import { joins, keepsLabels, refusesAnother, refusesWhatIsNoLabel, repeats } from './laws/feedback.ts'
import { comesBack, countsAddUp, endsWell, filters, keepsTheOrder, keepsWhatItWasGiven, neverThrows, stops } from './laws/predictions.ts'
import { comesBackAfterReopening, isShared } from './laws/several-logs.ts'
import type { WithLog } from './laws/subject.ts'

/**
 * What {@link testPredictionLog} must know of a log.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface TestPredictionLogOptions {
  /** Name of the group of tests. */
  readonly name: string
  /**
   * Opens the log of a name, empty when it is opened for the first time.
   *
   * @param name - of letters, digits and `-`, another one for each test
   */
  readonly open: (name: string) => PredictionLog | Promise<PredictionLog>
  /** Whether a log keeps what it has when it is closed, and may be open several times at once. @defaultValue true */
  readonly lasts?: boolean
}

/**
 * Declares the tests that every prediction log passes.
 *
 * - What was appended comes back as it was, in order, by model, version and time; the counters add up; `append` never throws.
 * - Labels join their predictions whichever came first; the same again is no error, another label is `E_FEEDBACK_CONFLICT`.
 * - Reading stops by its signal; closing writes what is pending, and nothing is taken afterwards.
 * - A log that lasts comes back whole when it is opened again, and several that are open at once see each other's predictions and labels.
 *
 * @param functions - `describe` and `test` of the runner: vitest, `node:test`, Jest or Bun
 * @param options - how a log is opened
 * @example
 * ```ts
 * import { describe, test } from 'node:test'
 * import { memoryPredictionLog, testPredictionLog } from '@millrace/serve/testing'
 *
 * testPredictionLog({ describe, test }, { name: 'memory', open: () => memoryPredictionLog(), lasts: false })
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function testPredictionLog({ describe, test }: TestFunctions, { name, open, lasts = true }: TestPredictionLogOptions): void {
  let number = 0
  const withLog: WithLog = async (body) => {
    await using log = await open(`test-${++number}`)
    await body(log)
  }
  const openOne = () => {
    const place = `test-${++number}`
    return async () => await open(place)
  }
  describe(name, () => {
    test('gives back what was appended', () => comesBack(withLog))
    test('counts what it takes', () => countsAddUp(withLog))
    test('never throws when it is given a prediction', () => neverThrows(withLog))
    test('keeps what it was given, whatever becomes of the row later', () => keepsWhatItWasGiven(withLog))
    test('reads by model, version and time', () => filters(withLog))
    test('reads in the order of time', () => keepsTheOrder(withLog))
    test('stops reading when the signal is aborted', () => stops(withLog))
    test('writes what is pending when it is closed, and takes nothing more', () => endsWell(withLog))
    test('joins labels that come before, after and without their prediction', () => joins(withLog))
    test('keeps labels of every type', () => keepsLabels(withLog))
    test('takes the same label again, and gives the latest time', () => repeats(withLog))
    test('refuses another label', () => refusesAnother(withLog))
    test('refuses what is no label or no time', () => refusesWhatIsNoLabel(withLog))
    if (!lasts) return
    test('comes back whole when it is opened again', () => comesBackAfterReopening(openOne()))
    test('may be open several times at once', () => isShared(openOne()))
  })
}
