import { div, sub } from '../../src/expression/arithmetic.ts'
import { eq } from '../../src/expression/comparison.ts'
import type { Expr } from '../../src/expression/expr.ts'
import { coalesce, when } from '../../src/expression/logic.ts'
import { lookup } from '../../src/expression/lookup.ts'
import type { KeySum } from '../../src/expression/statistic.ts'
import { mean, quantiles, stddevPop, sumBy, topValues } from '../../src/expression/statistics.ts'
import { defineGroup, defineTransform } from '../../src/expression/transform.ts'

/** Transforms as a user would write them; those of `@millrace/data` are out of reach here. */
export const standardize = () =>
  defineTransform({
    kind: 'standardize',
    version: 1,
    needs: (x: Expr<number | boolean>) => ({ mean: mean(x), deviation: stddevPop(x) }),
    state: ({ mean, deviation }) => ({ mean, scale: deviation > 0 ? deviation : 1 }),
    apply: (x, { mean, scale }) => div(sub(x, mean), scale),
  })

export const impute = () =>
  defineTransform({
    kind: 'impute',
    version: 1,
    needs: (x: Expr<number | null>) => ({ at: quantiles(x, [0.5]) }),
    state: ({ at }) => ({ fill: at[0]! }),
    apply: (x, { fill }) => coalesce(x, fill),
  })

export const oneHot = (limit = 10) =>
  defineGroup({
    kind: 'one-hot',
    version: 2,
    params: { limit },
    needs: (x: Expr<string | null>) => ({ top: topValues(x, limit) }),
    state: ({ top }) => ({ categories: top.map(({ value }) => value) }),
    apply: (x, { categories }) =>
      categories.map((category) => [category, coalesce(eq(x, category) as Expr<boolean | null>, false)] as const),
  })

const meanOf = (sums: readonly KeySum[]) => sums.reduce((sum, one) => sum + one.sum, 0) / sums.reduce((sum, one) => sum + one.count, 0)

/** The mean of the target by value; training rows see the other folds' means. */
export const meanTarget = () =>
  defineTransform({
    kind: 'mean-target',
    version: 1,
    needs: (x: Expr<string | null>, { target, fold }) => ({ sums: sumBy(x, fold, target) }),
    state: ({ sums }) => {
      const encode = (some: readonly KeySum[]) => {
        const keys = [...new Set(some.flatMap(({ key }) => (key === null ? [] : [key])))]
        return { prior: meanOf(some), entries: keys.map((key) => [key, meanOf(some.filter((one) => one.key === key))] as const) }
      }
      const folds = [...new Set(sums.map(({ fold }) => fold))]
      return { all: encode(sums), others: folds.map((fold) => ({ fold, ...encode(sums.filter((one) => one.fold !== fold)) })) }
    },
    apply: (x, { all }) => lookup(x, all.entries, { other: all.prior, missing: all.prior }),
    applyTraining: (x, { all, others }, { fold }) =>
      others.reduce<Expr<number>>(
        (rest, { fold: number, entries, prior }) => when(eq(fold, number), lookup(x, entries, { other: prior, missing: prior }), rest),
        lookup(x, all.entries, { other: all.prior, missing: all.prior }),
      ),
  })
