import { compareCodePoints, count, defineGroup, eq, type Expr, type GroupTransform, isIn, isNull, not, nulls, topValues, coalesce, when } from '@millrace/core'

type Category = string | number
type Input = Expr<string | number | boolean | null>

/**
 * How {@link oneHot} treats what is no category.
 *
 * @category Transforms
 * @since 0.1.0
 */
export interface OneHotOptions {
  /** Null: a column `null` of its own, zero everywhere, or as the most frequent category. @defaultValue 'column' */
  readonly nulls?: 'column' | 'zero' | 'most-frequent'
  /** Whether values that are no category have a column `other`; otherwise they are zero everywhere. @defaultValue true */
  readonly other?: boolean
  /** Most categories, the most frequent ones; others count as `other`. @defaultValue 100 */
  readonly maxCategories?: number
  /** Least number of training rows that a category must have. @defaultValue 1 */
  readonly minFrequency?: number
}

/**
 * One column a category, 1 where the value is that category and 0 elsewhere; never null.
 *
 * Categories are the values of the training rows, the most frequent ones where they are too many (ties by code point), in the order of their code points or
 * numbers. The columns are named after the categories; a category that is itself called `null` or `other`, or begins with a quote, is named in quotes, so that it is
 * not taken for the bucket of that name.
 *
 * @param options - null, other values, limits
 * @returns a group
 * @throws RangeError when a limit is no positive integer
 * @example
 * ```ts
 * import { defineFeatures, fit, fromRows } from '@millrace/core'
 * import { oneHot } from '@millrace/data'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ area: z.string().nullable() })
 * const loans = fromRows(Loan, [{ area: 'Urban' }, { area: 'Rural' }, { area: null }])
 * const { names } = await fit(defineFeatures(Loan, ({ area }) => ({ area: area.pipe(oneHot()) })), loans)
 * names // => ['area:Rural', 'area:Urban', 'area:other', 'area:null']
 * ```
 * @category Transforms
 * @since 0.1.0
 */
export function oneHot({ nulls: missing = 'column', other = true, maxCategories = 100, minFrequency = 1 }: OneHotOptions = {}): GroupTransform<
  string | number | boolean | null
> {
  for (const [name, value] of Object.entries({ maxCategories, minFrequency })) {
    if (!Number.isSafeInteger(value) || value < 1) throw new RangeError(`oneHot: ${name} is ${value}, not a positive integer`)
  }
  return defineGroup({
    kind: 'one-hot',
    version: 1,
    params: { nulls: missing, other, maxCategories, minFrequency },
    needs: (x: Input) => ({ top: topValues(x, maxCategories), count: count(x), nulls: nulls(x) }),
    state: ({ top }) => {
      const frequent = top.filter((one) => one.count >= minFrequency).map((one) => one.value as Category)
      return { categories: [...frequent].sort(compareCategories), mostFrequent: frequent[0] ?? null }
    },
    apply: (x, { categories, mostFrequent }) => {
      const isNullHere = isNull(x)
      const is = (category: Category) => {
        const asNull = missing === 'most-frequent' && category === mostFrequent
        return when(isNullHere, asNull, coalesce(eq(x, category as never) as Expr<boolean | null>, false))
      }
      const columns: [string, Expr<number | boolean | null>][] = categories.map((category) => [nameOf(category), is(category)])
      const known = categories.length === 0 ? null : (isIn(x, categories as never) as Expr<boolean | null>)
      if (other) columns.push(['other', known === null ? not(isNullHere) : coalesce(not(known), false)])
      if (missing === 'column') columns.push(['null', isNullHere])
      return columns
    },
  })
}

function compareCategories(a: Category, b: Category): number {
  return typeof a === 'string' && typeof b === 'string' ? compareCodePoints(a, b) : Number(a) - Number(b)
}

function nameOf(category: Category): string {
  const text = String(category)
  return typeof category === 'string' && (text === 'null' || text === 'other' || text.startsWith('"')) ? JSON.stringify(text) : text
}
