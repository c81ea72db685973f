/**
 * The parameter of a chi-square or Student law.
 *
 * @category Distributions
 * @since 0.1.0
 */
export interface DegreesOfFreedom {
  /** Whole or not, up to 2e10; from 2e-100 for chi-square, from 0.002 for Student's law. */
  readonly degreesOfFreedom: number
}
