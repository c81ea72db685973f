import { normalQuantile, normalSurvival } from '@millrace/core/distributions'
import type { ColumnMeasures } from '../design/measure-columns.ts'
import { unscale } from '../design/unscale.ts'
import { type StatisticLaw, waldTests } from '../design/wald.ts'
import type { BinarySolution } from './fit-binary.ts'

/** Statistics of likelihoods are about normal. */
export const normalLaw: StatisticLaw = { twoSided: (z) => 2 * normalSurvival(Math.abs(z)), quantile: normalQuantile(0.975) }

/** The estimates of a fit of two classes and their tests; a penalty on sizes leaves no standard errors. */
export function inferBinary(measures: ColumnMeasures, { state, factors, penalties }: BinarySolution) {
  const covariance = penalties.l1 === null ? (factors?.inverse() ?? null) : null
  const estimates = unscale(measures, state.coefficients, covariance)
  const shares = Array.from(measures.means, () => 0)
  for (const [k, j] of measures.varying.entries()) shares[j] = penalties.l2[k]! * (covariance?.get(k, k) ?? 0)
  return { estimates, tests: waldTests(estimates, shares, normalLaw) }
}
