import type { Trainer } from '@millrace/core'

/**
 * A baseline that knows no feature: it answers the share of the positive label for every row.
 *
 * A model that does not beat it has learnt nothing. Null features are accepted, since none is read.
 *
 * @returns a trainer
 * @example
 * ```ts
 * import { dummy } from '@millrace/train'
 *
 * const { diagnostics } = await dummy().fit({ features: [], names: [], target: Float64Array.of(1, 1, 1, 0) }, { seed: 7 })
 * diagnostics.share // => 0.75
 * ```
 * @category Trainers
 * @since 0.1.0
 */
export function dummy(): Trainer<true> {
  return Object.freeze({
    specVersion: 1 as const,
    name: 'dummy',
    params: Object.freeze({}),
    acceptsNull: true as const,
    async fit({ target, weights }, { signal }) {
      signal?.throwIfAborted()
      let total = 0
      let positive = 0
      for (let row = 0; row < target.length; row++) {
        const weight = weights?.[row] ?? 1
        total += weight
        positive += weight * target[row]!
      }
      const share = positive / total
      return {
        operation: {
          op: 'linear' as const,
          weights: new Float64Array(),
          means: new Float64Array(),
          intercept: Math.log(share / (1 - share)),
        },
        features: [],
        scale: 'log-odds' as const,
        diagnostics: { share },
        warnings: [],
      }
    },
  } satisfies Trainer<true>)
}
