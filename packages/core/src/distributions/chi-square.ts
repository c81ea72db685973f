import type { DegreesOfFreedom } from './degrees-of-freedom.ts'
import { gammaRegularizedUpper } from './gamma-regularized.ts'
import { checkDegrees, gammaShapes, outOfDomain } from './internal/out-of-domain.ts'

/**
 * The survival function of the chi-square law: the p-value P(X > statistic) of a chi-square test.
 *
 * The relative error stays below 1e-12 for up to a million degrees of freedom, also where the p-value is tiny.
 *
 * @param statistic - at least 0, Infinity included
 * @param options - degrees of freedom
 * @returns a probability
 * @throws MillraceError `E_DISTRIBUTION_DOMAIN` when an argument is outside its range or NaN
 * @see https://dlmf.nist.gov/8.2.E4 (Q(df / 2, statistic / 2))
 * @example
 * ```ts
 * import { chiSquareSurvival } from '@millrace/core/distributions'
 *
 * chiSquareSurvival(3.841459, { degreesOfFreedom: 1 }) // => 0.050000
 * ```
 * @category Distributions
 * @since 0.1.0
 */
export function chiSquareSurvival(statistic: number, { degreesOfFreedom }: DegreesOfFreedom): number {
  checkDegrees({ function: 'chiSquareSurvival', argument: 'degreesOfFreedom', value: degreesOfFreedom }, gammaShapes)
  if (!(statistic >= 0)) {
    throw outOfDomain({ function: 'chiSquareSurvival', argument: 'statistic', value: statistic, range: 'at least 0' })
  }
  return gammaRegularizedUpper(statistic / 2, { a: degreesOfFreedom / 2 })
}
