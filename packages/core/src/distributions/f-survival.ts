import { incompleteBeta } from './internal/incomplete-beta.ts'
import { betaShapes, checkDegrees, outOfDomain } from './internal/out-of-domain.ts'

/**
 * The parameters of an F law.
 *
 * @category Distributions
 * @since 0.1.0
 */
export interface FOptions {
  /** Degrees of freedom of the numerator: whole or not, from 0.002 to 2e10. */
  readonly numerator: number
  /** Degrees of freedom of the denominator: whole or not, from 0.002 to 2e10. */
  readonly denominator: number
}

/**
 * The survival function of the F law: the p-value P(F > statistic) of an analysis of variance.
 *
 * The relative error stays below 1e-12 for up to a million degrees of freedom, also where the p-value is tiny.
 *
 * @param statistic - at least 0, Infinity included
 * @param options - degrees of freedom
 * @returns a probability
 * @throws MillraceError `E_DISTRIBUTION_DOMAIN` when an argument is outside its range or NaN
 * @see Abramowitz and Stegun 26.6.2: I_x(d2 / 2, d1 / 2) with x = d2 / (d2 + d1 F)
 * @example
 * ```ts
 * import { fSurvival } from '@millrace/core/distributions'
 *
 * fSurvival(4, { numerator: 2, denominator: 10 }) // => 0.052922
 * ```
 * @category Distributions
 * @since 0.1.0
 */
export function fSurvival(statistic: number, { numerator, denominator }: FOptions): number {
  checkDegrees({ function: 'fSurvival', argument: 'numerator', value: numerator }, betaShapes)
  checkDegrees({ function: 'fSurvival', argument: 'denominator', value: denominator }, betaShapes)
  if (!(statistic >= 0)) throw outOfDomain({ function: 'fSurvival', argument: 'statistic', value: statistic, range: 'at least 0' })
  const ratio = statistic * (numerator / denominator)
  return incompleteBeta({ x: 1 / (1 + ratio), y: 1 / (1 + 1 / ratio), a: denominator / 2, b: numerator / 2 })
}
