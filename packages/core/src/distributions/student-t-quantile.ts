import type { DegreesOfFreedom } from './degrees-of-freedom.ts'
import { betaShapes, checkDegrees, outOfDomain } from './internal/out-of-domain.ts'
import { solveIncreasing } from './internal/solve-increasing.ts'
import { logGamma } from './log-gamma.ts'
import { normalQuantile } from './normal-quantile.ts'
import { studentTSurvival } from './student-t.ts'

/**
 * The quantile of Student's law: the t with P(T <= t) = p, to a relative error of about 1e-12.
 *
 * A two-sided test at the level α rejects beyond `studentTQuantile(1 - α / 2)`.
 *
 * @param p - probability in [0, 1]
 * @param options - degrees of freedom
 * @returns a number; -Infinity for 0 and Infinity for 1
 * @throws MillraceError `E_DISTRIBUTION_DOMAIN` when an argument is outside its range or NaN
 * @see https://dlmf.nist.gov/8.17
 * @example
 * ```ts
 * import { studentTQuantile } from '@millrace/core/distributions'
 *
 * studentTQuantile(0.975, { degreesOfFreedom: 10 }) // => 2.228139
 * ```
 * @category Distributions
 * @since 0.1.0
 */
export function studentTQuantile(p: number, { degreesOfFreedom }: DegreesOfFreedom): number {
  checkDegrees({ function: 'studentTQuantile', argument: 'degreesOfFreedom', value: degreesOfFreedom }, betaShapes)
  if (!(p >= 0 && p <= 1)) throw outOfDomain({ function: 'studentTQuantile', argument: 'p', value: p, range: 'in [0, 1]' })
  if (p === 0.5) return 0
  const tail = Math.min(p, 1 - p)
  if (tail === 0) return p === 0 ? -Infinity : Infinity
  const half = degreesOfFreedom / 2
  const logScale = logGamma(half + 0.5) - logGamma(half) - 0.5 * Math.log(Math.PI * degreesOfFreedom)
  const t = solveIncreasing({
    value: (x) => tail - studentTSurvival(x, { degreesOfFreedom }),
    slope: (x) => Math.exp(logScale - (half + 0.5) * Math.log1p((x / degreesOfFreedom) * x)),
    start: -normalQuantile(tail),
  })
  return p < 0.5 ? -t : t
}
