import { defineTransform, type Expr, eq, type KeySum, lookup, MillraceError, sumBy, type Transform, when } from '@millrace/core'

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

/**
 * The smoothed mean of the target for each value: `(sum + m prior) / (n + m)`, with the overall mean as prior; null and unseen values have the prior.
 *
 * Served rows use the means over all training rows. Training rows use the means over the other folds, the overall mean included, so that no row sees its own target;
 * without that, a key of pure noise looks predictive. Rows without a target teach nothing.
 *
 * @param options - the smoothing `m`
 * @returns a transform whose output is never null; fitting needs a target and a stored fold, which `train` gives, and throws `E_FIT_CONTEXT_MISSING` without them,
 * `E_FIT_NO_VALUES` where no row has a target, or all that have one are in one fold
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
  if (!(smoothing >= 0 && Number.isFinite(smoothing)))
    throw new RangeError(`targetEncode: the smoothing ${smoothing} is not a number from 0`)
  return defineTransform({
    kind: 'target-encode',
    version: 1,
    params: { smoothing },
    needs: (x: Expr<string | null>, { target, fold }) => ({ sums: sumBy(x, fold, target) }),
    state: ({ sums }) => learn(sums, smoothing),
    apply: (x, { keys, overall }) => encoded(x, keys, overall),
    applyTraining: (x, { keys, overall, withoutFold }, { fold }) =>
      withoutFold.reduceRight((others, one) => when(eq(fold, one.fold), encoded(x, keys, one), others), encoded(x, keys, overall)),
  })
}

/** The encoding by some of the rows: one value a key, and the overall mean for null and keys that are not seen. */
type Encoding = {
  readonly prior: number
  readonly values: readonly number[]
}

const encoded = (x: Expr<string | null>, keys: readonly string[], { prior, values }: Encoding): Expr<number> =>
  lookup(
    x,
    keys.map((key, i) => [key, values[i]!]),
    { other: prior, missing: prior },
  )

function learn(sums: readonly KeySum[], smoothing: number) {
  const keys = [...new Set(sums.flatMap(({ key }) => (key === null ? [] : [key])))]
  const folds = [...new Set(sums.map(({ fold }) => fold))].sort((a, b) => a - b)
  if (folds.length < 2) throw tooFewFolds(folds)
  const positions = new Map(keys.map((key, i) => [key, i]))
  const encode = (used: readonly KeySum[]): Encoding => {
    const prior = sumOf(used, ({ sum }) => sum) / sumOf(used, ({ count }) => count)
    const counts = new Float64Array(keys.length)
    const totals = new Float64Array(keys.length)
    for (const { key, count, sum } of used) {
      if (key === null) continue
      const position = positions.get(key)!
      counts[position]! += count
      totals[position]! += sum
    }
    return {
      prior,
      values: Array.from(counts, (count, i) => (count === 0 ? prior : (totals[i]! + smoothing * prior) / (count + smoothing))),
    }
  }
  return { keys, overall: encode(sums), withoutFold: folds.map((fold) => ({ fold, ...encode(sums.filter((one) => one.fold !== fold)) })) }
}

const sumOf = (sums: readonly KeySum[], number: (one: KeySum) => number) => sums.reduce((total, one) => total + number(one), 0)

function tooFewFolds(folds: readonly number[]): MillraceError {
  return new MillraceError({
    code: 'E_FIT_NO_VALUES',
    message: `targetEncode: the rows that have a target are in ${folds.length} fold(s), but a row is encoded by other folds than its own; store at least 2, as kFold does`,
    details: { folds },
  })
}
