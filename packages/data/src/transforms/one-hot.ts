import {
  coalesce,
  compareCodePoints,
  defineGroup,
  type Expr,
  eq,
  type GroupTransform,
  isIn,
  isNull,
  lookup,
  not,
  topValues,
} from '@millrace/core'

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
 * numbers; booleans are 0 and 1. The columns are named after the categories; a category that is itself called `null` or `other`, or begins with a quote, is named in
 * quotes, so that it is not taken for the column of that name.
 *
 * @param options - null, other values, limits
 * @returns a group; fitting throws `E_FIT_NO_VALUES` where it would have no column, since every value is null and there is no column for null or others
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
export function oneHot(options: OneHotOptions = {}): GroupTransform<string | number | boolean | null> {
  const { nulls = 'column', other = true, maxCategories = 100, minFrequency = 1 } = options
  for (const [name, value] of Object.entries({ maxCategories, minFrequency })) {
    if (!Number.isSafeInteger(value) || value < 1) throw new RangeError(`oneHot: ${name} is ${value}, not a positive integer`)
  }
  return defineGroup({
    kind: 'one-hot',
    version: 1,
    params: { nulls, other, maxCategories, minFrequency },
    needs: (x: Input) => ({ top: topValues(x, maxCategories) }),
    state: ({ top }) => {
      const frequent = top.filter(({ count }) => count >= minFrequency).map(({ value }): Category => value)
      return { categories: frequent.toSorted(compareCategories), mostFrequent: frequent[0] ?? null }
    },
    apply: (x, { categories, mostFrequent }) => [
      ...categories.map(
        (category) => [nameOf(category), isCategory(x, category, nulls === 'most-frequent' && category === mostFrequent)] as const,
      ),
      ...(other ? [['other', isOther(x, categories)] as const] : []),
      ...(nulls === 'column' ? [['null', isNull(x)] as const] : []),
    ],
  })
}

/** One operation for a string, which is what most categories are. */
function isCategory(x: Input, category: Category, whenNull: boolean): Expr<number | boolean> {
  if (typeof category === 'number') return coalesce(eq(x as Expr<number | null>, category), whenNull)
  return lookup(x as Expr<string | null>, [[category, 1]], { other: 0, missing: Number(whenNull) })
}

function isOther(x: Input, categories: readonly Category[]): Expr<boolean> {
  return categories.length === 0 ? not(isNull(x)) : coalesce(not(isIn(x as Expr<Category | null>, categories)), false)
}

function compareCategories(a: Category, b: Category): number {
  return typeof a === 'string' && typeof b === 'string' ? compareCodePoints(a, b) : Number(a) - Number(b)
}

function nameOf(category: Category): string {
  const text = String(category)
  return text === 'null' || text === 'other' || text.startsWith('"') ? JSON.stringify(text) : text
}
