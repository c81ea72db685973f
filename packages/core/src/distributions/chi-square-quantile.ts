import type { DegreesOfFreedom } from './degrees-of-freedom.ts'
import { gammaRegularizedLower, gammaRegularizedUpper } from './gamma-regularized.ts'
import { checkDegrees, gammaShapes, outOfDomain } from './internal/out-of-domain.ts'
import { solveIncreasing } from './internal/solve-increasing.ts'
import { logGamma } from './log-gamma.ts'
import { normalQuantile } from './normal-quantile.ts'

/**
 * The quantile of the chi-square law: the x with P(X <= x) = p, to a relative error of about 1e-12.
 *
 * @param p - probability in [0, 1]
 * @param options - degrees of freedom
 * @returns a number from 0 on; Infinity for 1
 * @throws MillraceError `E_DISTRIBUTION_DOMAIN` when an argument is outside its range or NaN
 * @see https://doi.org/10.1073/pnas.17.12.684 (E. B. Wilson and M. M. Hilferty, the start of the iteration)
 * @example
 * ```ts
 * import { chiSquareQuantile } from '@millrace/core/distributions'
 *
 * chiSquareQuantile(0.95, { degreesOfFreedom: 1 }) // => 3.841459
 * ```
 * @category Distributions
 * @since 0.1.0
 */
export function chiSquareQuantile(p: number, { degreesOfFreedom }: DegreesOfFreedom): number {
  checkDegrees({ function: 'chiSquareQuantile', argument: 'degreesOfFreedom', value: degreesOfFreedom }, gammaShapes)
  if (!(p >= 0 && p <= 1)) throw outOfDomain({ function: 'chiSquareQuantile', argument: 'p', value: p, range: 'in [0, 1]' })
  if (p === 0) return 0
  if (p === 1) return Infinity
  const a = degreesOfFreedom / 2
  const spread = 2 / (9 * degreesOfFreedom)
  const cube = 1 - spread + normalQuantile(p) * Math.sqrt(spread)
  return solveIncreasing({
    value: (x) => (p < 0.5 ? gammaRegularizedLower(x / 2, { a }) - p : 1 - p - gammaRegularizedUpper(x / 2, { a })),
    slope: (x) => Math.exp((a - 1) * Math.log(x / 2) - x / 2 - logGamma(a)) / 2,
    start: cube > 0.01 ? degreesOfFreedom * cube ** 3 : 2 * Math.exp((Math.log(p * a) + logGamma(a)) / a),
  })
}
