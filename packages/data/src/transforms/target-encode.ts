import { defineTransform, eq, type Expr, type KeySum, lookup, sumBy, type Transform, when } from '@millrace/core'

/**
 * How {@link targetEncode} smooths.
 *
 * @category Transforms
 * @since 0.1.0
 */
export interface TargetEncodeOptions {
  /** Number of rows that the overall mean counts for, not negative. @defaultValue 10 */
  readonly smoothing?: number
}

/** Sums over some rows: overall, and by key. */
type Encoding = {
  readonly prior: number
  readonly entries: readonly (readonly [key: string, value: number])[]
}

/**
 * The smoothed mean of the target for each value: `(sum + m prior) / (n + m)`, with the overall mean as prior; null and unseen values have the prior.
 *
 * Served rows use the means over all training rows. Training rows use the means over the other folds, so that no row sees its own target; without that, a key of pure
 * noise looks predictive.
 *
 * @param options - the smoothing `m`
 * @returns a transform whose output is never null; fitting needs a target and a stored fold, which `train` gives
 * @throws RangeError when the smoothing is negative or not finite
 * @see https://doi.org/10.1145/507533.507538 (Micci-Barreca, 2001)
 * @example
 * ```ts
 * import { defineFeatures, fit, fromRows, runGraph } from '@millrace/core'
 * import { targetEncode } from '@millrace/data'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ area: z.string(), repaid: z.boolean(), fold: z.int() })
 * const loans = fromRows(Loan, [{ area: 'a', repaid: true, fold: 0 }, { area: 'a', repaid: false, fold: 1 }])
 * let target, fold
 * const features = defineFeatures(Loan, (loan) => {
 *   target = loan.repaid
 *   fold = loan.fold
 *   return { area: loan.area.pipe(targetEncode({ smoothing: 0 })) }
 * })
 * const fitted = await fit(features, loans, { target, fold, folds: 2 })
 * runGraph(fitted.serving, loans).get('area') // => { type: 'number', values: Float64Array.of(0.5, 0.5) }
 * runGraph(fitted.training, loans).get('area') // => { type: 'number', values: Float64Array.of(0, 1) }
 * ```
 * @category Transforms
 * @since 0.1.0
 */
export function targetEncode({ smoothing = 10 }: TargetEncodeOptions = {}): Transform<string | null, number> {
  if (!(smoothing >= 0 && Number.isFinite(smoothing))) throw new RangeError(`targetEncode: the smoothing ${smoothing} is not a number from 0`)
  return defineTransform({
    kind: 'target-encode',
    version: 1,
    params: { smoothing },
    needs: (x: Expr<string | null>, { target, fold }) => ({ sums: sumBy(x, fold, target) }),
    state: ({ sums }) => {
      const folds = [...new Set(sums.map(({ fold }) => fold))].sort((a, b) => a - b)
      return {
        all: encode(sums, smoothing),
        withoutFold: folds.map((fold) => ({ fold, ...encode(sums.filter((one) => one.fold !== fold), smoothing) })),
      }
    },
    apply: (x, { all }) => lookup(x, all.entries, { other: all.prior, missing: all.prior }),
    applyTraining: (x, { all, withoutFold }, { fold }) =>
      withoutFold.reduceRight<Expr<number>>(
        (others, { fold: number, entries, prior }) => when(eq(fold, number), lookup(x, entries, { other: prior, missing: prior }), others),
        lookup(x, all.entries, { other: all.prior, missing: all.prior }),
      ),
  })
}

function encode(sums: readonly KeySum[], smoothing: number): Encoding {
  const rows = sums.reduce((total, { count }) => total + count, 0)
  const prior = rows === 0 ? 0 : sums.reduce((total, { sum }) => total + sum, 0) / rows
  const byKey = new Map<string, { count: number; sum: number }>()
  for (const { key, count, sum } of sums) {
    if (key === null) continue
    const found = byKey.get(key) ?? { count: 0, sum: 0 }
    byKey.set(key, { count: found.count + count, sum: found.sum + sum })
  }
  return { prior, entries: [...byKey].map(([key, { count, sum }]) => [key, (sum + smoothing * prior) / (count + smoothing)] as const) }
}
