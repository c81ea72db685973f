import { type ProgressEvent, seededRandom } from '@millrace/core'
import { normalSurvival } from '@millrace/core/distributions'
import { expectClose } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import { logisticRegression } from './logistic-regression.ts'
import { fitLogistic, scoreOf } from './test-support.ts'

const rows = 80
const random = seededRandom(7)
const columns = [0, 1].map(() => Array.from({ length: rows }, () => random.normal()))
const label = columns[0]!.map((x, row) => Number(random.next() < 1 / (1 + Math.exp(columns[1]![row]! - x))))
const near = { rel: 1e-9, abs: 1e-9 }

describe('logisticRegression', () => {
  test('gives the same bits twice', async () => {
    expect(await fitLogistic(columns, label)).toEqual(await fitLogistic(columns, label))
  })

  test('does not depend on the order of rows beyond rounding', async () => {
    const reversed = await fitLogistic(
      columns.map((column) => column.toReversed()),
      label.toReversed(),
    )
    expectClose(reversed.operation, (await fitLogistic(columns, label)).operation, near)
  })

  test('weights count as repetitions, and a row of weight 0 as none', async () => {
    const weights = label.map((_, row) => row % 4)
    const repeated = <T>(values: readonly T[]) => values.flatMap((value, row) => new Array<T>(weights[row]!).fill(value))
    const weighted = await fitLogistic(columns, label, { weights })
    const longer = await fitLogistic(columns.map(repeated), repeated(label))
    expectClose(weighted.operation, longer.operation, near)
    expectClose(weighted.diagnostics.coefficients, longer.diagnostics.coefficients, near)
  })

  test('the penalty shrinks weights, and not the intercept of centred columns', async () => {
    const sizes = await Promise.all([0, 1, 100, 1e6].map(async (l2) => (await fitLogistic(columns, label, { l2 })).operation.weights))
    for (const [i, weights] of sizes.slice(1).entries()) expect(Math.hypot(...weights)).toBeLessThan(Math.hypot(...sizes[i]!))
    const share = label.reduce((sum, value) => sum + value, 0) / rows
    expectClose((await fitLogistic(columns, label, { l2: 1e12 })).operation.intercept, Math.log(share / (1 - share)), { rel: 1e-6 })
  })

  test('means are those of the training rows, so that explanations start from them', async () => {
    const { operation } = await fitLogistic(columns, label)
    expectClose(
      operation.means,
      columns.map((column) => column.reduce((sum, value) => sum + value, 0) / rows),
      near,
    )
  })

  test('keeps its digits where a column is noise on a large offset', async () => {
    const plain = await fitLogistic(columns, label, { l2: 0 })
    const shifted = await fitLogistic([columns[0]!.map((value) => value + 1e9), columns[1]!], label, { l2: 0 })
    expectClose(shifted.operation.weights, plain.operation.weights, { rel: 1e-6 })
    expectClose(scoreOf(shifted, [1e9, 0]), scoreOf(plain, [0, 0]), { rel: 0, abs: 1e-6 })
  })

  test('does not depend on the unit of a column where nothing is penalised', async () => {
    const plain = await fitLogistic(columns, label, { l2: 0 })
    const scaled = await fitLogistic([columns[0]!.map((value) => value * 1e-150), columns[1]!.map((value) => value * 1e120)], label, {
      l2: 0,
    })
    expectClose(scaled.operation.weights, [plain.operation.weights[0]! * 1e150, plain.operation.weights[1]! * 1e-120], { rel: 1e-9 })
    expect(scaled.warnings).toEqual([])
  })

  test('a constant column gets weight 0, no standard error and a warning', async () => {
    const { diagnostics, warnings } = await fitLogistic([columns[0]!, columns[1]!.map(() => 0.1)], label, { l2: 0 })
    expect(diagnostics.coefficients[1]).toMatchObject({ name: 'x1', weight: 0, standardError: null, pValue: null })
    expect(diagnostics.coefficients[0]!.standardError).toBeGreaterThan(0)
    expect(warnings).toEqual(["the feature 'x1' is constant and says nothing"])
  })

  test('a column that varies in rows of weight 0 alone is constant', async () => {
    const { warnings } = await fitLogistic([columns[0]!, label.map((_, row) => Number(row === 0))], label, {
      weights: label.map((_, row) => Number(row > 0)),
    })
    expect(warnings).toEqual(["the feature 'x1' is constant and says nothing"])
  })

  test('collinear columns share the effect; none has a standard error, and the others keep theirs', async () => {
    const [first, second] = columns as [number[], number[]]
    const alone = await fitLogistic([first, second], label, { l2: 0 })
    const { diagnostics, warnings } = await fitLogistic([first, second, first.map((value) => 3 * value)], label, { l2: 0 })
    const [one, other, thrice] = diagnostics.coefficients
    expectClose(one!.weight + 3 * thrice!.weight, alone.operation.weights[0], { rel: 1e-6 })
    expect([one!.standardError, thrice!.standardError]).toEqual([null, null])
    expectClose(other, { ...alone.diagnostics.coefficients[1]!, name: 'x1' }, { rel: 1e-6 })
    expect(warnings).toEqual(['features are collinear: the weights of some are not unique and have no standard error'])
    expect((await fitLogistic([first, second, first], label, { l2: 1 })).warnings).toEqual([])
  })

  test('tests weights against 0 where a penalty gives little of what is known of them, and not where it gives much', async () => {
    const { diagnostics } = await fitLogistic(columns, label, { l2: 0.01 })
    const [first] = diagnostics.coefficients
    expectClose(first!.statistic, first!.weight / first!.standardError!, { rel: 1e-12 })
    expectClose(first!.pValue, 2 * normalSurvival(Math.abs(first!.statistic!)), { rel: 1e-12 })
    expectClose(
      [first!.lower, first!.upper],
      [-1, 1].map((side) => first!.weight + side * 1.959963984540054 * first!.standardError!),
      { rel: 1e-9 },
    )
    const strong = await fitLogistic(columns, label, { l2: 10 })
    expect(strong.diagnostics.coefficients[0]).toMatchObject({ statistic: null, pValue: null, lower: null, upper: null })
    expect(strong.diagnostics.coefficients[0]!.standardError).toBeGreaterThan(0)
  })

  test('l1 makes weights 0 exactly, by either solver, and leaves no standard errors', async () => {
    const features = [...columns, columns[0]!.map((_, row) => Math.sin(row * 7))]
    const newton = await fitLogistic(features, label, { l1: 4, l2: 0.5 })
    const lbfgs = await fitLogistic(features, label, { l1: 4, l2: 0.5, solver: 'lbfgs', tolerance: 1e-15 })
    expect(newton.operation.weights[2]).toBe(0)
    expect(lbfgs.operation.weights[2]).toBe(0)
    expectClose(lbfgs.operation.weights, newton.operation.weights, { rel: 1e-6 })
    expect(newton.diagnostics.coefficients.every(({ standardError }) => standardError === null)).toBe(true)
  })

  test("more features than Newton's method is meant for are fitted by gradients", async () => {
    const chance = seededRandom(2)
    const wide = Array.from({ length: 201 }, () => label.map(() => chance.normal()))
    const fitted = await fitLogistic(wide, label)
    expect(fitted.diagnostics).toMatchObject({ solver: 'lbfgs', converged: true })
    expectClose(fitted.operation.weights, (await fitLogistic(wide, label, { solver: 'newton' })).operation.weights, {
      rel: 1e-3,
      abs: 1e-4,
    })
  })

  test('a class that can be told apart: finite weights and a warning without a penalty, none with one', async () => {
    const separable = await fitLogistic([label], label, { l2: 0 })
    expect(separable.operation.weights.every(Number.isFinite)).toBe(true)
    expect(separable.diagnostics.converged).toBe(false)
    expect(separable.warnings[0]).toMatch(/can be told apart without error.*set l2 above 0/)
    const penalised = await fitLogistic([label], label)
    expect(penalised.diagnostics.converged).toBe(true)
    expect(penalised.warnings).toEqual([])
  })

  test('says so when it has not converged', async () => {
    const { diagnostics, warnings } = await fitLogistic(columns, label, { maxIterations: 1 })
    expect(diagnostics).toMatchObject({ iterations: 1, converged: false })
    expect(warnings).toEqual(['not converged after 1 steps'])
  })

  test('reports steps, and can be aborted between two of them', async () => {
    const events: ProgressEvent[] = []
    const { diagnostics } = await fitLogistic(columns, label, { progress: (event) => events.push(event) })
    expect(events.at(-1)).toEqual({
      task: 'fit a logistic regression',
      done: diagnostics.iterations,
      total: diagnostics.iterations,
      unit: 'steps',
    })
    const controller = new AbortController()
    const reason = new Error('enough')
    const aborted = fitLogistic(columns, label, { signal: controller.signal, progress: () => setImmediate(() => controller.abort(reason)) })
    await expect(aborted).rejects.toBe(reason)
  })

  test.each([
    ['null', Number.NaN, 'E_FEATURE_NULL'],
    ['infinite', Number.POSITIVE_INFINITY, 'E_FEATURE_RANGE'],
    ['too large', -1e301, 'E_FEATURE_RANGE'],
  ])('refuses a feature that is %s', async (_, value, code) => {
    await expect(fitLogistic([columns[0]!, columns[1]!.with(3, value)], label)).rejects.toMatchObject({
      code,
      details: { feature: 'x1', row: 3 },
    })
  })

  test('refuses equations whose numbers overflow', async () => {
    const weights = label.map(() => 1e307)
    await expect(fitLogistic(columns, label, { weights })).rejects.toMatchObject({ code: 'E_EQUATIONS_SINGULAR' })
  })

  test.each([
    { l2: -1 },
    { l2: Number.NaN },
    { l2: Number.POSITIVE_INFINITY },
    { l1: -1 },
    { solver: 'saga' as never },
    { tolerance: 0 },
    { tolerance: 1 },
    { maxIterations: 0 },
    { maxIterations: 1.5 },
  ])('refuses %j', (options) => {
    expect(() => logisticRegression(options)).toThrow(RangeError)
  })

  test('names its params for provenance', () => {
    expect(logisticRegression({ l2: 0.5 }).params).toEqual({ l1: 0, l2: 0.5 })
  })
})
