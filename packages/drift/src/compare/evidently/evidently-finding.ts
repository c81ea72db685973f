import { momentsOf } from '../../profile/moments.ts'
import { chiSquareTwoByK } from '../../tests/chi-square-two-by-k.ts'
import { jensenShannon } from '../../tests/jensen-shannon.ts'
import { kolmogorovSmirnovOfSorted } from '../../tests/kolmogorov-smirnov.ts'
import { sweepSorted } from '../../tests/sweep.ts'
import { twoProportionZ } from '../../tests/two-proportion-z.ts'
import type { SortedSamples } from '../../tests/two-samples.ts'
import type { ColumnDrift } from '../drift-report.ts'
import { chooseEvidentlyTest } from './choose-evidently-test.ts'
import type { EvidentlyColumn } from './evidently-column.ts'
import { goodnessOfFit } from './goodness-of-fit.ts'

/** What Evidently's rule says of a column. */
export type EvidentlyFinding = Pick<
  ColumnDrift,
  'test' | 'method' | 'statistic' | 'pValue' | 'degreesOfFreedom' | 'drifted' | 'warnings'
> & {
  readonly effect: NonNullable<ColumnDrift['effect']>
}

const significance = 0.05
const farthest = 0.1
/** The least standard deviation that Evidently divides by. */
const leastDeviation = 0.001

const exactReference =
  'goodness of fit takes the reference shares for exact, and alarms too often unless the reference is much larger than the current rows'
const noNoise = 'a fixed limit of a distance takes no account of the number of rows'

/** Runs the test that Evidently would choose, and decides as it does. */
export function evidentlyFinding(column: EvidentlyColumn): EvidentlyFinding {
  const test = chooseEvidentlyTest(column)
  const none = { method: null, pValue: null, degreesOfFreedom: null }
  const distance = (value: number): EvidentlyFinding => ({
    ...none,
    test,
    statistic: value,
    drifted: value >= farthest,
    effect: { name: 'distance', value, floor: farthest },
    warnings: [noNoise],
  })
  const counts = column.counts!
  switch (test) {
    case 'kolmogorov-smirnov': {
      const { statistic, pValue, method } = kolmogorovSmirnovOfSorted(column.sorted!)
      const effect = { name: 'D', value: statistic, floor: 0 } as const
      return { ...none, test, method, statistic, pValue, drifted: pValue <= significance, effect, warnings: [] }
    }
    case 'wasserstein':
      return distance(sweepSorted(column.sorted!).area / evidentlyScale(column.sorted!))
    case 'jensen-shannon':
      return distance(jensenShannon(counts, { base: 'e' }).statistic)
    case 'two-proportion-z': {
      const { statistic, pValue, method, effect } = twoProportionZ(counts)
      const drifted = pValue! < significance
      return { ...none, test, method, statistic, pValue, drifted, effect: { ...effect!, floor: 0 }, warnings: [] }
    }
    case 'chi-square': {
      const { statistic, pValue, degreesOfFreedom } = goodnessOfFit(counts)
      const effect = { name: 'V', value: chiSquareTwoByK(counts).balancedV, floor: 0 } as const
      return {
        test,
        method: 'asymptotic',
        statistic: Number.isFinite(statistic) ? statistic : null,
        pValue,
        degreesOfFreedom,
        drifted: pValue < significance,
        effect,
        warnings: [exactReference],
      }
    }
  }
}

function evidentlyScale({ reference }: SortedSamples): number {
  const { squares, count } = momentsOf(reference, 0, reference.length)
  return Math.max(Math.sqrt(squares / count), leastDeviation)
}
