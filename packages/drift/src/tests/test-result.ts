import type { Sizes } from './two-samples.ts'

/**
 * Name of a test or a distance.
 *
 * @category Tests
 * @since 0.1.0
 */
export type TestName =
  | 'kolmogorov-smirnov'
  | 'anderson-darling'
  | 'cramer-von-mises'
  | 'mann-whitney'
  | 'welch-t'
  | 'student-t'
  | 'epps-singleton'
  | 'chi-square'
  | 'g-test'
  | 'fisher-exact'
  | 'two-proportion-z'
  | 'psi'
  | 'jensen-shannon'
  | 'hellinger'
  | 'kullback-leibler'
  | 'total-variation'
  | 'l-infinity'
  | 'wasserstein'
  | 'energy'
  | 'maximum-mean-discrepancy'

/**
 * How large a difference is, whatever the number of rows.
 *
 * - `D`: greatest gap between two distribution functions, in [0, 1].
 * - `V`: bias-corrected Cramér's V at balanced sizes, in [0, 1].
 * - `AUC`: probability that a current value exceeds a reference value, ties half, in [0, 1]; 0.5 is no difference.
 * - `d`: Cohen's d, current minus reference in pooled standard deviations.
 * - `difference`: of two shares, current minus reference, in [-1, 1].
 * - `distance`: the distance itself, at least 0.
 *
 * @category Tests
 * @since 0.1.0
 */
export type EffectName = 'D' | 'V' | 'AUC' | 'd' | 'difference' | 'distance'

/**
 * The one shape of what every test and every distance says.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface TestResult {
  /** Which test. */
  readonly test: TestName
  /** The test's own statistic; of a distance, the distance. */
  readonly statistic: number
  /** P(a statistic as far out or farther) if both sides have one law, in [0, 1]; null for a distance without a law. */
  readonly pValue: number | null
  /** How the p-value was found; null where there is none. `table` is clamped to the range of a published table. */
  readonly method: 'exact' | 'asymptotic' | 'permutation' | 'table' | null
  /** Which way the deciding figure points: p-values fall, distances grow, as sides differ more. */
  readonly direction: 'lower-is-more-different' | 'higher-is-more-different'
  /** How large the difference is; null where the test has no measure of it. */
  readonly effect: { readonly name: EffectName; readonly value: number } | null
  /**
   * What the statistic stays below in 95 of 100 comparisons without drift at these sizes; null where no law is known. Of t and z it bounds the
   * magnitude; Mann-Whitney's U lies between nm - noise and noise.
   */
  readonly noise: number | null
  /** Degrees of freedom, where the law has them. */
  readonly degreesOfFreedom: number | null
  /** Values that took part on either side. */
  readonly sizes: Sizes
  /** With what it was made, defaults included: base, fill, seed, permutations, corrections. */
  readonly settings: Readonly<Record<string, string | number | boolean | null>>
  /** What a careful reader should know: ties, rare cells, a clamped p-value; sentences. */
  readonly warnings: readonly string[]
}
