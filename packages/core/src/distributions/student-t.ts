import type { DegreesOfFreedom } from './degrees-of-freedom.ts'
import { incompleteBeta } from './internal/incomplete-beta.ts'
import { betaShapes, checkDegrees, outOfDomain } from './internal/out-of-domain.ts'

/** P(|T| > |t|) = I_x(df / 2, 1 / 2) with x = df / (df + t^2) (DLMF 8.17, Abramowitz and Stegun 26.7.1). */
function bothTails(name: string, t: number, degreesOfFreedom: number): number {
  checkDegrees({ function: name, argument: 'degreesOfFreedom', value: degreesOfFreedom }, betaShapes)
  if (Number.isNaN(t)) throw outOfDomain({ function: name, argument: 't', value: t, range: 'a number' })
  const ratio = (t / degreesOfFreedom) * t
  return incompleteBeta({ x: 1 / (1 + ratio), y: 1 / (1 + 1 / ratio), a: degreesOfFreedom / 2, b: 0.5 })
}

/**
 * The survival function of Student's law: P(T > t), the p-value of a one-sided t test.
 *
 * The relative error stays below 1e-12 for up to a million degrees of freedom, also where the p-value is tiny; beyond |t| = 1e150 it is 0.
 *
 * @param t - any number, infinities included
 * @param options - degrees of freedom
 * @returns a probability
 * @throws MillraceError `E_DISTRIBUTION_DOMAIN` when an argument is outside its range or NaN
 * @see https://dlmf.nist.gov/8.17
 * @example
 * ```ts
 * import { studentTSurvival } from '@millrace/core/distributions'
 *
 * studentTSurvival(0, { degreesOfFreedom: 5 }) // => 0.5
 * studentTSurvival(2, { degreesOfFreedom: 5 }) // => 0.050970
 * ```
 * @category Distributions
 * @since 0.1.0
 */
export function studentTSurvival(t: number, { degreesOfFreedom }: DegreesOfFreedom): number {
  const tail = bothTails('studentTSurvival', t, degreesOfFreedom) / 2
  return t < 0 ? 1 - tail : tail
}

/**
 * The p-value of a two-sided t test: P(|T| > |t|) under Student's law.
 *
 * The relative error stays below 1e-12 for up to a million degrees of freedom, also where the p-value is tiny; beyond |t| = 1e150 it is 0.
 *
 * @param t - any number, infinities included
 * @param options - degrees of freedom
 * @returns a probability
 * @throws MillraceError `E_DISTRIBUTION_DOMAIN` when an argument is outside its range or NaN
 * @see https://dlmf.nist.gov/8.17
 * @example
 * ```ts
 * import { studentTTwoSided } from '@millrace/core/distributions'
 *
 * studentTTwoSided(0, { degreesOfFreedom: 5 }) // => 1
 * studentTTwoSided(-2, { degreesOfFreedom: 5 }) // => 0.101939
 * ```
 * @category Distributions
 * @since 0.1.0
 */
export function studentTTwoSided(t: number, { degreesOfFreedom }: DegreesOfFreedom): number {
  return bothTails('studentTTwoSided', t, degreesOfFreedom)
}
