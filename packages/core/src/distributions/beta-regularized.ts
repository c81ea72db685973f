import { incompleteBeta } from './internal/incomplete-beta.ts'
import { betaShapes, checkShape, outOfDomain } from './internal/out-of-domain.ts'

/**
 * The parameters of the incomplete beta function.
 *
 * @category Distributions
 * @since 0.1.0
 */
export interface BetaOptions {
  /** First shape, from 1e-3 to 1e10. */
  readonly a: number
  /** Second shape, from 1e-3 to 1e10. */
  readonly b: number
}

/**
 * The regularized incomplete beta function I_x(a, b): the distribution function of a beta variable.
 *
 * The relative error stays below 1e-12 for shapes up to a million, also where the value is tiny. The upper tail is
 * `betaRegularized(1 - x, { a: b, b: a })`.
 *
 * @param x - in [0, 1]
 * @param options - the two shapes
 * @returns a probability
 * @throws MillraceError `E_DISTRIBUTION_DOMAIN` when x is outside [0, 1] or NaN, or a shape is outside its range
 * @see https://dlmf.nist.gov/8.17.E2
 * @see A. R. DiDonato and A. H. Morris, Algorithm 708, ACM TOMS 18 (1992)
 * @example
 * ```ts
 * import { betaRegularized } from '@millrace/core/distributions'
 *
 * betaRegularized(0, { a: 2, b: 3 }) // => 0
 * betaRegularized(0.5, { a: 2, b: 3 }) // => 0.687500
 * ```
 * @category Distributions
 * @since 0.1.0
 */
export function betaRegularized(x: number, { a, b }: BetaOptions): number {
  checkShape({ function: 'betaRegularized', argument: 'a', value: a }, betaShapes)
  checkShape({ function: 'betaRegularized', argument: 'b', value: b }, betaShapes)
  if (!(x >= 0 && x <= 1)) throw outOfDomain({ function: 'betaRegularized', argument: 'x', value: x, range: 'in [0, 1]' })
  return incompleteBeta({ x, y: 1 - x, a, b })
}
