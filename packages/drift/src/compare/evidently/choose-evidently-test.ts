import type { TestName } from '../../tests/test-result.ts'
import type { EvidentlyColumn } from './evidently-column.ts'

/** The tests that Evidently chooses from by itself. */
export type EvidentlyTest = Extract<TestName, 'kolmogorov-smirnov' | 'chi-square' | 'two-proportion-z' | 'wasserstein' | 'jensen-shannon'>

/** Up to so many reference rows p-values decide, above it distances. */
const mostReferenceRows = 1000

/**
 * Evidently's choice, by the rows of the reference alone:
 *
 * | column | up to 1,000 reference rows: p < 0.05 | above: distance >= 0.1 |
 * |---|---|---|
 * | number of more than five values | Kolmogorov-Smirnov (p <= 0.05) | Wasserstein in standard deviations of the reference |
 * | number of three to five values, category of three and more | chi-square of goodness of fit | Jensen-Shannon in nats |
 * | one or two values | two-proportion z | Jensen-Shannon in nats |
 */
export function chooseEvidentlyTest({ counts, sizes }: EvidentlyColumn): EvidentlyTest {
  const small = sizes.reference <= mostReferenceRows
  if (counts === null) return small ? 'kolmogorov-smirnov' : 'wasserstein'
  if (!small) return 'jensen-shannon'
  return counts.reference.length > 2 ? 'chi-square' : 'two-proportion-z'
}
