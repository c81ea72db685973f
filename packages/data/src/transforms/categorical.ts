import { defineTransform, type Expr, lookup, MillraceError, type Transform, topValues } from '@millrace/core'

const mostCategories = 65_535

/**
 * The code of a category, for trainers that split by category: 0 for the value that is most frequent in training, then 1, 2, …, ties by code point; null for null and for
 * a value that was not seen.
 *
 * `train` tells the trainer how many categories there are where nothing is done to the codes afterwards. They are names and not amounts: a trainer that knows no
 * categories would take them for numbers, so encode by one-hot or frequency for those.
 *
 * @returns a transform whose output may be null; fitting throws `E_FIT_CATEGORIES_MANY` where there are more than 65,535 values
 * @example
 * ```ts
 * import { defineFeatures, fit, fromRows, runGraph } from '@millrace/core'
 * import { categorical } from '@millrace/data'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ area: z.string().nullable() })
 * const loans = fromRows(Loan, [{ area: 'Urban' }, { area: 'Rural' }, { area: 'Urban' }, { area: null }])
 * const { serving } = await fit(defineFeatures(Loan, ({ area }) => ({ area: area.pipe(categorical()) })), loans)
 * runGraph(serving, loans).get('area') // => { type: 'number', values: Float64Array.of(0, 1, 0, NaN) }
 * ```
 * @category Transforms
 * @since 0.1.0
 */
export function categorical(): Transform<string | null, number | null> {
  return defineTransform({
    kind: 'categorical',
    version: 1,
    needs: (x: Expr<string | null>) => ({ top: topValues(x, mostCategories + 1) }),
    state({ top }) {
      if (top.length <= mostCategories) return { values: top.map(({ value }) => value) }
      throw new MillraceError({
        code: 'E_FIT_CATEGORIES_MANY',
        message: `categorical: there are more than ${mostCategories} different values; encode by frequency() or targetEncode()`,
        details: { most: mostCategories },
      })
    },
    apply: (x, { values }) =>
      lookup(
        x,
        values.map((value, code) => [value, code] as const),
        { other: null, missing: null },
      ),
  })
}
