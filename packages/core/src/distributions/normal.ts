import { erfc } from './erf.ts'
import { outOfDomain } from './internal/out-of-domain.ts'

/**
 * The distribution function of the standard normal law: P(Z <= z), with full relative accuracy in the lower tail.
 *
 * @param z - any number, infinities included
 * @returns a probability
 * @throws MillraceError `E_DISTRIBUTION_DOMAIN` when z is NaN
 * @see https://dlmf.nist.gov/7.18.E1
 * @example
 * ```ts
 * import { normalCdf } from '@millrace/core/distributions'
 *
 * normalCdf(0) // => 0.5
 * normalCdf(1.959964) // => 0.975000
 * ```
 * @category Distributions
 * @since 0.1.0
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) throw outOfDomain({ function: 'normalCdf', argument: 'z', value: z, range: 'a number' })
  return 0.5 * erfc(-z * Math.SQRT1_2)
}

/**
 * The survival function of the standard normal law: P(Z > z), with full relative accuracy in the upper tail, to z = 37.
 *
 * A two-sided p-value is `2 * normalSurvival(Math.abs(z))`.
 *
 * @param z - any number, infinities included
 * @returns a probability
 * @throws MillraceError `E_DISTRIBUTION_DOMAIN` when z is NaN
 * @see https://dlmf.nist.gov/7.18.E1
 * @example
 * ```ts
 * import { normalSurvival } from '@millrace/core/distributions'
 *
 * normalSurvival(0) // => 0.5
 * normalSurvival(1.959964) // => 0.025000
 * ```
 * @category Distributions
 * @since 0.1.0
 */
export function normalSurvival(z: number): number {
  if (Number.isNaN(z)) throw outOfDomain({ function: 'normalSurvival', argument: 'z', value: z, range: 'a number' })
  return 0.5 * erfc(z * Math.SQRT1_2)
}
