import { defineFeatures, type Expr, type FitOptions, fit, fromRows, runGraph, type Transform } from '@millrace/core'
import { expectClose } from '@millrace/core/testing'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { fitNumbers, fitTexts } from '../../test/fixtures/transforms/columns.ts'
import { golden } from '../../test/fixtures/transforms/golden.ts'
import { quantileBuckets } from './buckets.ts'
import { impute } from './impute.ts'
import { oneHot } from './one-hot.ts'
import { minMax, robust, standardize } from './scaling.ts'
import { targetEncode } from './target-encode.ts'

const transforms: Readonly<Record<string, (buckets: number) => Transform<number | null, number> | Transform<number, number>>> = {
  standardize,
  robust,
  minMax,
  imputeMean: () => impute('mean'),
  imputeMedian: () => impute('median'),
  imputeMostFrequent: () => impute('most-frequent'),
  quantileBuckets,
}

for (const one of golden.numeric) {
  const { column, transform, buckets = 0 } = one
  const called = buckets === 0 ? transform : `${transform}(${buckets})`
  test(`${called} of the ${column} numbers gives what scikit-learn and numpy give`, async () => {
    const learn = transforms[transform]!(buckets)
    const fitted = await fitNumbers(one.fit, (x) => learn(x as Expr<number>))
    expectClose(fitted.one(one.apply), one.expected, { rel: 1e-9, abs: 1e-12 })
  })
}

test("oneHot has scikit-learn's categories in its order, and its zeros for an unseen one", async () => {
  const { fit: values, apply, categories, expected } = golden.oneHot
  const fitted = await fitTexts(values, oneHot({ nulls: 'zero', other: false }))
  const outputs = fitted.apply(apply)
  const quoted = categories.map((category) => (category === 'null' || category === 'other' ? `x:"${category}"` : `x:${category}`))
  expect(Object.keys(outputs)).toEqual(quoted)
  expect(Object.values(outputs)).toEqual(categories.map((_, i) => expected.map((row) => row[i])))
})

const Row = z.object({ key: z.string(), target: z.int(), fold: z.int() })

test.each(golden.targetEncode)(
  "targetEncode with smoothing $smoothing gives scikit-learn's encodings, fold by fold in training",
  async (one) => {
    const rows = fromRows(
      Row,
      one.keys.map((key, i) => ({ key, target: one.target[i]!, fold: one.fold[i]! })),
    )
    let options: FitOptions = {}
    const features = defineFeatures(Row, (row) => {
      options = { target: row.target, fold: row.fold, folds: 4 }
      return { key: row.key.pipe(targetEncode({ smoothing: one.smoothing })) }
    })
    const { serving, training } = await fit(features, rows, options)
    const applied = fromRows(
      Row,
      one.apply.map((key) => ({ key, target: 0, fold: 0 })),
    )
    expectClose(runGraph(serving, applied).get('key'), { type: 'number', values: one.serving }, { rel: 1e-12 })
    expectClose(runGraph(training, rows).get('key'), { type: 'number', values: one.training }, { rel: 1e-12 })
  },
)
