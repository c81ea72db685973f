/**
 * How a law is found by permutation.
 *
 * @category Tests
 * @since 0.1.0
 */
export interface PermutationOptions {
  /** How often the sides are drawn anew from all values together; the least p-value is 1 / (permutations + 1). @defaultValue 999 */
  readonly permutations?: number | undefined
  /** Seed of the draws: one seed gives one p-value. @defaultValue 0 */
  readonly seed?: number | undefined
  /** Most values of a side that the law is drawn from; of more, a seeded sample is taken. */
  readonly maximumRows?: number | undefined
}
