import { describe, test } from 'vitest'
import { testTransform } from '../testing/test-transform.ts'
import { bucketize, quantileBuckets } from './buckets.ts'
import { clip } from './clip.ts'
import { impute } from './impute.ts'
import { indicator } from './indicator.ts'
import { minMax, robust, standardize } from './scaling.ts'

const functions = { describe, test }
const inputs = ['number', 'integer', 'boolean'] as const

testTransform(functions, standardize(), { name: 'standardize', inputs })
testTransform(functions, minMax(), { name: 'minMax', inputs })
testTransform(functions, robust(), { name: 'robust', inputs })
testTransform(functions, clip(), { name: 'clip', inputs })
testTransform(functions, clip({ lower: 0, upper: 0.5 }), { name: 'clip from the least value to the median', inputs })

for (const fill of ['mean', 'median', 'most-frequent', 0.1, -1e308] as const) {
  testTransform(functions, impute(fill), { name: `impute(${fill})`, inputs, nulls: 'never' })
}
testTransform(functions, indicator, { name: 'indicator', inputs: [...inputs, 'string', 'category', 'day', 'instant'], nulls: 'never' })

testTransform(functions, bucketize([-1e308, -1, 0, 0.1, 5e15, 1e308]), { name: 'bucketize', inputs, nulls: 'never' })
testTransform(functions, bucketize([]), { name: 'bucketize without edges', inputs: ['number'], nulls: 'never' })
for (const buckets of [2, 10, 200]) {
  testTransform(functions, quantileBuckets(buckets), { name: `quantileBuckets(${buckets})`, inputs, nulls: 'never' })
}
