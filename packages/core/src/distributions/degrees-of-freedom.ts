/**
 * The parameter of a chi-square or Student law.
 *
 * @category Distributions
 * @since 0.1.0
 */
export interface DegreesOfFreedom {
  /** Positive number, whole or not, up to 2e10. */
  readonly degreesOfFreedom: number
}
