import { lowerGammaSeries, upperGammaFraction, upperGammaOfSmallShape } from './internal/incomplete-gamma.ts'
import { checkShape, gammaShapes, outOfDomain } from './internal/out-of-domain.ts'

/**
 * The parameter of the incomplete gamma functions.
 *
 * @category Distributions
 * @since 0.1.0
 */
export interface GammaOptions {
  /** Shape, from 1e-100 to 1e10. */
  readonly a: number
}

function checkArguments(name: string, x: number, a: number): void {
  checkShape({ function: name, argument: 'a', value: a }, gammaShapes)
  if (!(x >= 0)) throw outOfDomain({ function: name, argument: 'x', value: x, range: 'at least 0' })
}

/**
 * The regularized lower incomplete gamma function P(a, x): the distribution function of a gamma variable of shape a and scale 1.
 *
 * The relative error stays below 1e-12 for a up to a million, also where the value is tiny.
 *
 * @param x - at least 0, Infinity included
 * @param options - the shape
 * @returns a probability
 * @throws MillraceError `E_DISTRIBUTION_DOMAIN` when x is negative or NaN, or a is outside its range
 * @see https://dlmf.nist.gov/8.2.E4
 * @example
 * ```ts
 * import { gammaRegularizedLower } from '@millrace/core/distributions'
 *
 * gammaRegularizedLower(0, { a: 2 }) // => 0
 * gammaRegularizedLower(1, { a: 1 }) // => 0.632121
 * ```
 * @category Distributions
 * @since 0.1.0
 */
export function gammaRegularizedLower(x: number, { a }: GammaOptions): number {
  checkArguments('gammaRegularizedLower', x, a)
  if (x === 0) return 0
  if (x === Infinity) return 1
  return x < a + 1 ? lowerGammaSeries(a, x) : 1 - upperGammaFraction(a, x)
}

/**
 * The regularized upper incomplete gamma function Q(a, x) = 1 - P(a, x), computed as itself so that small tails keep their digits.
 *
 * The relative error stays below 1e-12 for a up to a million, also where the value is tiny.
 *
 * @param x - at least 0, Infinity included
 * @param options - the shape
 * @returns a probability
 * @throws MillraceError `E_DISTRIBUTION_DOMAIN` when x is negative or NaN, or a is outside its range
 * @see https://dlmf.nist.gov/8.2.E4
 * @example
 * ```ts
 * import { gammaRegularizedUpper } from '@millrace/core/distributions'
 *
 * gammaRegularizedUpper(0, { a: 2 }) // => 1
 * gammaRegularizedUpper(1, { a: 1 }) // => 0.367879
 * ```
 * @category Distributions
 * @since 0.1.0
 */
export function gammaRegularizedUpper(x: number, { a }: GammaOptions): number {
  checkArguments('gammaRegularizedUpper', x, a)
  if (x === 0) return 1
  if (x === Infinity) return 0
  if (a < 1 && x < 1.5) return upperGammaOfSmallShape(a, x)
  return x < a + 1 ? 1 - lowerGammaSeries(a, x) : upperGammaFraction(a, x)
}
