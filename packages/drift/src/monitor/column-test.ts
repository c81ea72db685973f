import { testNames } from '../tests/test-names.ts'
import type { TestName } from '../tests/test-result.ts'
import { checkOption } from './check-option.ts'

/**
 * A test that a column is to be judged by, and from which effect on.
 *
 * @category Monitors
 * @since 0.1.0
 */
export interface TestChoice {
  /** Which test or distance. */
  readonly test: TestName
  /**
   * The floor of the test's effect; of a distance, from which distance on the column has drifted. In the effect's own unit.
   *
   * @defaultValue the monitor's `effectFloor`
   */
  readonly threshold?: number
}

/**
 * The test of one column, as a profile carries it.
 *
 * @category Monitors
 * @since 0.1.0
 */
export interface ColumnTest {
  /** Name of the column. */
  readonly column: string
  /** Which test or distance. */
  readonly test: TestName
  /** The floor of its effect; null where the monitor's `effectFloor` holds. */
  readonly threshold: number | null
}

/** Tests by column, checked, in the order given. */
export function columnTestsOf(tests: Readonly<Record<string, TestName | TestChoice | undefined>> = {}): readonly ColumnTest[] {
  const chosen = Object.entries(tests).flatMap(([column, choice]): ColumnTest[] => {
    if (choice === undefined) return []
    const { test, threshold = null } = typeof choice === 'string' ? { test: choice } : choice
    const option = `tests.${column}`
    checkOption({ option, value: test, holds: testNames.includes(test), range: `of ${testNames.join(', ')}` })
    const holds = threshold === null || (threshold >= 0 && threshold < Number.POSITIVE_INFINITY)
    checkOption({ option: `${option}.threshold`, value: threshold, holds, range: 'finite and at least 0' })
    return [Object.freeze({ column, test, threshold })]
  })
  return Object.freeze(chosen)
}
