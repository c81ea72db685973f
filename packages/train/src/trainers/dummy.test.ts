import { describe, expect, test } from 'vitest'
import { dummy } from './dummy.ts'

describe('dummy', () => {
  const target = Float64Array.of(1, 0, 0, 0)

  test('answers the log-odds of the share of the positive label, whatever the features', async () => {
    const { operations, features, scale } = await dummy().fit(
      { features: [Float64Array.of(1, 2, 3, Number.NaN)], names: ['x'], target },
      { seed: 7 },
    )
    expect(operations).toEqual([{ op: 'linear', weights: new Float64Array(), means: new Float64Array(), intercept: Math.log(1 / 3) }])
    expect({ features, scale }).toEqual({ features: [], scale: 'log-odds' })
  })

  test('weighs rows', async () => {
    const { diagnostics } = await dummy().fit({ features: [], names: [], target, weights: Float64Array.of(3, 1, 0, 2) }, { seed: 7 })
    expect(diagnostics).toEqual({ share: 0.5 })
  })
})
