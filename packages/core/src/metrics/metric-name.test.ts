import { expect, test } from 'vitest'
import { binaryMetricNames, isHigherBetter } from './metric-name.ts'

test('only the losses are better when lower', () => {
  expect(binaryMetricNames.filter((name) => !isHigherBetter(name))).toEqual(['logLoss', 'brier'])
})
