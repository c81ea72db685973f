import { type FittedEstimator, MillraceError, type ProgressEvent, seededRandom, type Trainer, type TrainingData } from '@millrace/core'
import { expectClose } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import { elasticNet, lasso } from './elastic-net.ts'
import { linearRegression } from './linear-regression.ts'
import { ridge } from './ridge.ts'

const rows = 90
const random = seededRandom(11)
const features = [0, 1, 2].map(() => Float64Array.from({ length: rows }, () => random.normal()))
const target = features[0]!.map((x, row) => 4 + 2 * x - features[1]![row]! + 0.3 * random.normal())
const data: TrainingData = { features, names: ['a', 'b', 'c'], target, task: { kind: 'regression' } }
const fit = (trainer: Trainer<false, 'regression'>, given: Partial<TrainingData> = {}) => trainer.fit({ ...data, ...given }, { seed: 7 })
const nodeOf = ({ operations: [node] }: FittedEstimator) => {
  if (node?.op !== 'linear') throw new TypeError('not linear')
  return node
}
const near = { rel: 1e-8, abs: 1e-9 }

describe('linearRegression', () => {
  test('keeps its digits where columns lie on a large offset or are nearly the same', async () => {
    const shifted = await fit(linearRegression(), { features: [features[0]!.map((x) => x + 1e8), ...features.slice(1)] })
    expectClose(nodeOf(shifted).weights, nodeOf(await fit(linearRegression())).weights, { rel: 1e-6, abs: 1e-6 })
    const close = features[0]!.map((x, row) => x + 1e-5 * features[2]![row]!)
    const exact = features[0]!.map((x, row) => 1 + 2 * x - 3 * close[row]!)
    const { weights } = nodeOf(await fit(linearRegression(), { features: [features[0]!, close], names: ['a', 'b'], target: exact }))
    expectClose(weights, [2, -3], { rel: 1e-5 })
  })

  test('only ratios of weights matter, and a row of weight 0 is not there', async () => {
    const weights = Float64Array.from({ length: rows }, (_, row) => row % 4)
    const { diagnostics, operations } = await fit(linearRegression(), { weights })
    const tenfold = await fit(linearRegression(), { weights: weights.map((weight) => 10 * weight) })
    expectClose(tenfold.diagnostics.coefficients, diagnostics.coefficients, near)
    const kept = [...weights.keys()].filter((row) => weights[row]! > 0)
    const pick = (values: Float64Array) => Float64Array.from(kept, (row) => values[row]!)
    const without = await fit(linearRegression(), { features: features.map(pick), target: pick(target), weights: pick(weights) })
    expectClose(without.diagnostics, diagnostics, near)
    expectClose(without.operations, operations, near)
  })

  test('collinear columns share their effect, with a warning and no standard errors', async () => {
    const { diagnostics, warnings } = await fit(linearRegression(), {
      features: [features[0]!, features[1]!, features[0]!.map((x) => 3 * x)],
    })
    const [a, b, c] = diagnostics.coefficients as unknown as { readonly weight: number; readonly standardError: number | null }[]
    expectClose(a!.weight + 3 * c!.weight, 2, { rel: 0.05 })
    expect([a!.standardError, c!.standardError]).toEqual([null, null])
    expect(b!.standardError).toBeGreaterThan(0)
    expect(warnings).toEqual(['features are collinear: the weights of some are not unique and have no standard error'])
    expectClose(diagnostics.degreesOfFreedom, rows - 3, { rel: 1e-6 })
  })

  test('as many weights as rows: fits exactly and says that nothing is left', async () => {
    const few = (values: Float64Array) => values.slice(0, 4)
    const { diagnostics, warnings } = await fit(linearRegression(), { features: features.map(few), target: few(target) })
    expect(diagnostics).toMatchObject({ residualDeviation: null, adjustedRSquared: null })
    expect(warnings).toEqual(['4 rows determine no more than the weights: nothing is left to tell how sure they are'])
  })

  test('a constant target has no spread to explain, a constant column no effect', async () => {
    expect((await fit(linearRegression(), { target: target.map(() => 5) })).diagnostics.rSquared).toBe(null)
    const { warnings } = await fit(linearRegression(), { features: [features[0]!.map(() => 1), ...features.slice(1)] })
    expect(warnings).toEqual(["the feature 'a' is constant and says nothing"])
  })
})

describe('penalties', () => {
  test('shrink weights, and lasso leaves those that matter', async () => {
    const sizes = await Promise.all([0, 10, 1000].map(async (l2) => Math.hypot(...nodeOf(await fit(ridge({ l2 }))).weights)))
    expect(sizes[1]).toBeLessThan(sizes[0]!)
    expect(sizes[2]).toBeLessThan(sizes[1]!)
    const { diagnostics } = await fit(lasso({ alpha: 0.2 }))
    expect(diagnostics).toMatchObject({ selected: 2, converged: true })
  })

  test('from largestAlpha on all weights are 0, and just below it one is not', async () => {
    const { diagnostics, warnings } = await fit(lasso({ alpha: 100 }))
    const largest = diagnostics.largestAlpha as number
    expect(warnings).toEqual([expect.stringMatching(/all weights are 0: alpha is 100/)])
    expect((await fit(lasso({ alpha: largest * (1 + 1e-9) }))).diagnostics.selected).toBe(0)
    expect((await fit(lasso({ alpha: largest * (1 - 1e-6) }))).diagnostics.selected).toBe(1)
  })

  test('elasticNet keeps both of two equal columns, where lasso need not', async () => {
    const twice = { features: [features[0]!, features[0]!.slice()], names: ['a', 'again'] }
    const [a, b] = nodeOf(await fit(elasticNet({ alpha: 0.1, l1Ratio: 0.5 }), twice)).weights
    expectClose(a, b, { rel: 1e-4 })
  })

  test('says so when passes do not suffice', async () => {
    const { diagnostics, warnings } = await fit(lasso({ alpha: 0.01, maxIterations: 1 }))
    expect(diagnostics.converged).toBe(false)
    expect(warnings).toEqual(['not converged after 1 steps'])
  })
})

describe('least squares', () => {
  const trainers = [linearRegression(), ridge(), lasso({ alpha: 0.1 }), elasticNet({ alpha: 0.1 })]

  test.each(trainers)('$name gives finite nodes or a typed error on odd data', async (trainer) => {
    const odd: Partial<TrainingData>[] = [
      { features: [], names: [] },
      { features: features.map((values) => values.slice(0, 1)), target: target.slice(0, 1) },
      { features: [features[0]!.map((x) => x * 1e-200), ...features.slice(1)] },
      { features: [features[0]!.map((x) => x * 1e200), ...features.slice(1)] },
      { target: target.map((y) => y * 1e200) },
      { target: target.map((y) => y * 1e-200) },
      { weights: target.map(() => 0) },
      { weights: target.map(() => 1e300) },
    ]
    for (const given of odd) {
      try {
        const { weights, intercept } = nodeOf(await fit(trainer, given))
        expect([...weights, intercept].every(Number.isFinite)).toBe(true)
      } catch (error) {
        expect(MillraceError.isInstance(error)).toBe(true)
      }
    }
  })

  test.each(trainers)(
    '$name gives the same bits twice, writes to nothing, reports progress that ends, and stops when aborted',
    async (trainer) => {
      const before = structuredClone(data)
      const events: ProgressEvent[] = []
      const first = await trainer.fit(data, { seed: 7, progress: (event) => events.push(event) })
      expect(await trainer.fit(data, { seed: 8 })).toEqual(first)
      expect(data).toEqual(before)
      expect(events.at(-1)!.done).toBe(events.at(-1)!.total)
      await expect(trainer.fit(data, { seed: 7, signal: AbortSignal.abort('enough') })).rejects.toBe('enough')
    },
  )

  test.each(trainers)('$name refuses null in features and target, by name', async (trainer) => {
    await expect(fit(trainer, { features: [features[0]!.with(3, Number.NaN), ...features.slice(1)] })).rejects.toMatchObject({
      code: 'E_FEATURE_NULL',
      details: { feature: 'a', row: 3 },
    })
    await expect(fit(trainer, { target: target.with(2, Number.NaN) })).rejects.toMatchObject({
      code: 'E_FEATURE_NULL',
      details: { row: 2 },
    })
  })

  test.each([
    () => ridge({ l2: -1 }),
    () => lasso({ alpha: 0 }),
    () => lasso({ tolerance: 1 }),
    () => elasticNet({ l1Ratio: 0 }),
    () => elasticNet({ maxIterations: 0.5 }),
  ])('refuses options out of range: %s', (make) => {
    expect(make).toThrow(RangeError)
  })
})
