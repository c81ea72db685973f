import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { expectClose } from '../testing/expect-close.ts'
import {
  bootstrapInterval,
  mae,
  multiclassMetricNames,
  multiclassMetrics,
  pairedBootstrap,
  pinballLoss,
  poissonDeviance,
  r2,
  regressionMetricNames,
  regressionMetrics,
  rmse,
} from './index.ts'

type Numbers = readonly number[]
interface ClassCase extends Readonly<Record<(typeof multiclassMetricNames)[number], number>> {
  readonly name: string
  readonly label: Numbers
  readonly probability: readonly Numbers[]
  readonly weight: Numbers | null
  readonly classes: readonly Readonly<Record<string, number>>[]
  readonly confusion: readonly Numbers[]
}
interface ValueCase {
  readonly name: string
  readonly actual: Numbers
  readonly predicted: Numbers
  readonly weight: Numbers | null
  readonly rmse: number
  readonly mae: number
  readonly r2: number
  readonly bias: number
  readonly pinball: readonly { readonly quantile: number; readonly loss: number }[]
  readonly poissonDeviance: number | null
}

const file = new URL('../../test/fixtures/metrics/kinds.json', import.meta.url)
const { classes, values } = JSON.parse(readFileSync(file, 'utf8')) as { readonly classes: ClassCase[]; readonly values: ValueCase[] }
const close = { rel: 1e-12, abs: 1e-14 }
const weighed = <Rows extends object>(rows: Rows, weight: Numbers | null) => ({ ...rows, ...(weight && { weight }) })
const code = (expected: string) => expect.objectContaining({ code: expected })

describe('metrics of several classes are scikit-learn’s', () => {
  test.each(classes)('$name', ({ name: _, label, probability, weight, ...expected }) => {
    const { rows, ...metrics } = multiclassMetrics(weighed({ label, probability }, weight))
    expect(rows).toBe(label.length)
    expectClose(metrics, expected, close)
  })
})

describe('metrics of numbers are scikit-learn’s', () => {
  test.each(values)('$name', ({ actual, predicted, weight, ...expected }) => {
    const rows = weighed({ actual, predicted }, weight)
    const metrics = regressionMetrics(rows)
    expectClose([rmse(rows), mae(rows), r2(rows), metrics.bias], [expected.rmse, expected.mae, expected.r2, expected.bias], close)
    expectClose([metrics.rmse, metrics.mae, metrics.r2], [expected.rmse, expected.mae, expected.r2], close)
    for (const { quantile, loss } of expected.pinball) {
      expectClose(pinballLoss(rows, { quantile }), loss, close)
      expectClose(regressionMetrics(rows, { quantile }).pinballLoss, loss, close)
    }
    if (expected.poissonDeviance === null) {
      expect(metrics.poissonDeviance).toBeNull()
      expect(() => poissonDeviance(rows)).toThrow(code('E_METRIC_SCORE'))
    } else expectClose([metrics.poissonDeviance, poissonDeviance(rows)], [expected.poissonDeviance, expected.poissonDeviance], close)
  })
})

test('two classes have the metrics of a binary model where both are defined alike', () => {
  const { label, probability } = classes.find(({ name }) => name === 'two classes')!
  const { classes: each, macroAuc } = multiclassMetrics({ label, probability })
  expect(each[0]!.auc).toBeCloseTo(macroAuc, 12)
})

describe('rows that cannot be measured are refused', () => {
  const probability = [
    [0.5, 0.2],
    [0.5, 0.8],
  ]
  test.each([
    ['a label that is no class', { label: [0, 2], probability }, 'E_METRIC_LABEL'],
    ['a label between classes', { label: [0, 0.5], probability }, 'E_METRIC_LABEL'],
    ['one class alone', { label: [1, 1], probability }, 'E_METRIC_ONE_CLASS'],
    ['one class that weighs something', { label: [0, 1], probability, weight: [1, 0] }, 'E_METRIC_ONE_CLASS'],
    ['one column', { label: [0, 0], probability: [[1, 1]] }, 'E_METRIC_LENGTH'],
    ['columns of different lengths', { label: [0, 1], probability: [[1, 0], [0]] }, 'E_METRIC_LENGTH'],
    [
      'a probability above 1',
      {
        label: [0, 1],
        probability: [
          [1, 2],
          [0, 0],
        ],
      },
      'E_METRIC_SCORE',
    ],
    ['no rows', { label: [], probability: [[], []] }, 'E_METRIC_EMPTY'],
    ['a negative weight', { label: [0, 1], probability, weight: [1, -1] }, 'E_METRIC_WEIGHT'],
  ])('%s', (_, scored, expected) => expect(() => multiclassMetrics(scored)).toThrow(code(expected)))

  test.each([
    ['null', { actual: [1, Number.NaN], predicted: [1, 1] }, 'E_METRIC_SCORE'],
    ['an infinite prediction', { actual: [1, 2], predicted: [1, Number.POSITIVE_INFINITY] }, 'E_METRIC_SCORE'],
    ['columns of different lengths', { actual: [1, 2], predicted: [1] }, 'E_METRIC_LENGTH'],
    ['no rows', { actual: [], predicted: [] }, 'E_METRIC_EMPTY'],
  ])('numbers: %s', (_, scored, expected) => expect(() => regressionMetrics(scored)).toThrow(code(expected)))

  test('a quantile outside (0, 1)', () => {
    for (const quantile of [0, 1, Number.NaN])
      expect(() => pinballLoss({ actual: [1], predicted: [1] }, { quantile })).toThrow(code('E_METRIC_OPTION'))
  })
})

describe('draws', () => {
  const [{ label, probability, weight }, { actual, predicted }] = [classes[2]!, values[2]!]
  const classRows = weighed({ label, probability }, weight)
  const valueRows = { actual, predicted }

  test.each(multiclassMetricNames)('an interval of %s holds its estimate, the same for the same seed', (metric) => {
    const options = { metric, seed: 3, rounds: 200 }
    const interval = bootstrapInterval(classRows, options)
    expect(interval.estimate).toBeCloseTo(multiclassMetrics(classRows)[metric], 12)
    expect(interval.lower).toBeLessThan(interval.upper)
    expect(bootstrapInterval(classRows, options)).toEqual(interval)
    expect(bootstrapInterval(classRows, { ...options, seed: 4 })).not.toEqual(interval)
  })

  test.each(regressionMetricNames)('an interval of %s holds its estimate', (metric) => {
    const { estimate, lower, upper } = bootstrapInterval(valueRows, { metric, seed: 3, rounds: 200 })
    expect(estimate).toBeCloseTo(regressionMetrics(valueRows)[metric]!, 12)
    expect(lower < estimate && estimate < upper).toBe(true)
  })

  test('a better model beats a worse one on the same draws, and not itself', () => {
    const worse = probability.map((column) => column.map((value) => value / 2 + 1 / (2 * probability.length)))
    const classesCompared = pairedBootstrap({ label, a: worse, b: probability }, { metric: 'logLoss', seed: 1, rounds: 200 })
    expect(classesCompared.upper).toBeLessThan(0)
    expect(classesCompared.betterShare).toBe(1)
    const off = predicted.map((value, row) => value + (row % 2 === 0 ? 5 : -5))
    const compared = pairedBootstrap({ actual, a: off, b: predicted }, { metric: 'rmse', seed: 1, rounds: 200 })
    expect(compared.upper).toBeLessThan(0)
    expect(pairedBootstrap({ actual, a: predicted, b: predicted }, { metric: 'rmse', seed: 1, rounds: 50 })).toMatchObject({
      difference: 0,
      lower: 0,
      upper: 0,
    })
  })

  test('a metric of another kind is refused', () => {
    expect(() => bootstrapInterval(valueRows, { metric: 'accuracy' as never, seed: 1 })).toThrow(code('E_METRIC_OPTION'))
    expect(() => bootstrapInterval(classRows, { metric: 'rmse' as never, seed: 1 })).toThrow(code('E_METRIC_OPTION'))
    expect(() =>
      bootstrapInterval(
        {
          label: [1, 1],
          probability: [
            [0, 0],
            [1, 1],
          ],
        },
        { metric: 'macroAuc', seed: 1 },
      ),
    ).toThrow(code('E_METRIC_VALUE'))
  })
})
