import { clamp, defineTransform, type Expr, quantiles, type Transform } from '@millrace/core'

/**
 * Where {@link clip} cuts.
 *
 * @category Transforms
 * @since 0.1.0
 */
export interface ClipOptions {
  /** Share of the values below the lower bound, 0 to 1. @defaultValue 0.01 */
  readonly lower?: number
  /** Share of the values below the upper bound, 0 to 1. @defaultValue 0.99 */
  readonly upper?: number
}

/**
 * Moves numbers beyond two quantiles of the training rows to the nearer of them (winsorizing); null stays null. Fixed bounds are `clamp` of core.
 *
 * Quantiles follow numpy's linear rule.
 *
 * @param options - the two shares
 * @returns a transform; fitting throws `E_FIT_NO_VALUES` where every value is null
 * @throws RangeError when the shares are not `0 <= lower < upper <= 1`
 * @example
 * ```ts
 * import { defineFeatures, fit, fromRows, runGraph } from '@millrace/core'
 * import { clip } from '@millrace/data'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const loans = fromRows(Loan, [{ amount: 1 }, { amount: 2 }, { amount: 900 }])
 * const { serving } = await fit(defineFeatures(Loan, ({ amount }) => ({ amount: amount.pipe(clip({ lower: 0, upper: 0.5 })) })), loans)
 * runGraph(serving, loans).get('amount') // => { type: 'number', values: Float64Array.of(1, 2, 2) }
 * ```
 * @category Transforms
 * @since 0.1.0
 */
export function clip({ lower = 0.01, upper = 0.99 }: ClipOptions = {}): Transform<number | boolean, number> {
  if (!(lower >= 0 && lower < upper && upper <= 1))
    throw new RangeError(`clip: the shares ${lower} and ${upper} are not 0 <= lower < upper <= 1`)
  return defineTransform({
    kind: 'clip',
    version: 1,
    params: { lower, upper },
    needs: (x: Expr<number | boolean>) => ({ bounds: quantiles(x, [lower, upper]) }),
    state: ({ bounds: [low, high] }) => ({ lower: low!, upper: Math.max(low!, high!) }),
    apply: (x, state) => clamp(x, state.lower, state.upper),
  })
}
