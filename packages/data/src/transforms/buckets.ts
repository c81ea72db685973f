import { bucket, coalesce, defineTransform, type Expr, quantiles, type Transform } from '@millrace/core'

type Input = Expr<number | boolean | null>

const apply = (x: Input, { edges }: { readonly edges: readonly number[] }) => coalesce(bucket(x, edges) as Expr<number | null>, -1)

/**
 * The number of given edges at or below a number: its bucket, from 0; buckets are closed on the left, `[a, b)`. null has the bucket -1.
 *
 * @param edges - finite and strictly increasing; k edges make k + 1 buckets
 * @returns a transform whose output is never null
 * @throws RangeError when the edges do not increase strictly
 * @example
 * ```ts
 * import { defineFeatures, fit, fromRows, runGraph } from '@millrace/core'
 * import { bucketize } from '@millrace/data'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ months: z.number().nullable() })
 * const loans = fromRows(Loan, [{ months: 12 }, { months: 180 }, { months: null }])
 * const { serving } = await fit(defineFeatures(Loan, ({ months }) => ({ months: months.pipe(bucketize([60, 180])) })), loans)
 * runGraph(serving, loans).get('months') // => { type: 'number', values: Float64Array.of(0, 2, -1) }
 * ```
 * @category Transforms
 * @since 0.1.0
 */
export function bucketize(edges: readonly number[]): Transform<number | boolean | null, number> {
  const given = Object.freeze(edges.map((edge) => edge + 0))
  const wrong = given.findIndex((edge, i) => !Number.isFinite(edge) || (i > 0 && edge <= given[i - 1]!))
  if (wrong >= 0) throw new RangeError(`bucketize: the edge ${given[wrong]} is not finite, or not above the one before it`)
  return defineTransform({
    kind: 'bucketize',
    version: 1,
    params: { edges: given },
    needs: (_: Input) => ({}),
    state: () => ({ edges: given }),
    apply,
  })
}

/**
 * As {@link bucketize}, with edges at quantiles of the training rows, so that buckets hold about equally many of them.
 *
 * Quantiles follow numpy's linear rule. Edges that coincide, since one value is frequent, count once: there may be fewer buckets than asked. Where that value is
 * the least one, no training row lies below its edge.
 *
 * @param buckets - how many, from 2 to 1,000
 * @returns a transform whose output is never null; fitting throws `E_FIT_NO_VALUES` where every value is null
 * @throws RangeError when the number of buckets is out of range
 * @example
 * ```ts
 * import { defineFeatures, fit, fromRows, runGraph } from '@millrace/core'
 * import { quantileBuckets } from '@millrace/data'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const loans = fromRows(Loan, [{ amount: 40 }, { amount: 90 }, { amount: 120 }, { amount: 700 }])
 * const { serving, learned } = await fit(defineFeatures(Loan, ({ amount }) => ({ amount: amount.pipe(quantileBuckets(2)) })), loans)
 * learned[0]?.state // => { edges: [105] }
 * runGraph(serving, loans).get('amount') // => { type: 'number', values: Float64Array.of(0, 0, 1, 1) }
 * ```
 * @category Transforms
 * @since 0.1.0
 */
export function quantileBuckets(buckets: number): Transform<number | boolean | null, number> {
  if (!Number.isSafeInteger(buckets) || buckets < 2 || buckets > 1_000) {
    throw new RangeError(`quantileBuckets: ${buckets} is no number of buckets from 2 to 1,000`)
  }
  const probabilities = Array.from({ length: buckets - 1 }, (_, i) => (i + 1) / buckets)
  return defineTransform({
    kind: 'quantile-buckets',
    version: 1,
    params: { buckets },
    needs: (x: Input) => ({ edges: quantiles(x, probabilities) }),
    state: ({ edges }) => ({ edges: [...new Set(edges)].sort((a, b) => a - b) }),
    apply,
  })
}
