import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { repaymentModel } from '../../test/support/loans.ts'
import { type CalibrationMethod, calibrate } from './calibrate.ts'
import { chooseThreshold } from './choose-threshold.ts'
import { fitTemperature } from './fit-temperature.ts'
import { probabilityOf } from './probability-of.ts'

type Numbers = readonly number[]
type Weighting = 'unweighted' | 'weighted'

interface Golden {
  readonly calibration: {
    readonly score: Numbers
    readonly label: Numbers
    readonly weight: Numbers
    readonly probe: Numbers
    readonly isotonic: Record<Weighting, { readonly at_probe: Numbers }>
    readonly sigmoid: Record<Weighting, { readonly at_probe: Numbers; readonly sklearn_at_probe: Numbers }>
    readonly temperature: {
      readonly unweighted: { readonly temperature: number; readonly log_loss: number; readonly at_probe: Numbers }
      readonly weighted: { readonly temperature: number }
      readonly sklearn: { readonly inverse_temperature: number; readonly at_probe: Numbers }
      readonly multiclass: { readonly logits: readonly Numbers[]; readonly label: Numbers; readonly temperature: number }
    }
  }
  readonly metrics: {
    readonly p: Numbers
    readonly label: Numbers
    readonly cost_5_false_positive_1_false_negative: { readonly least: number }
  }
}

const file = new URL('../../../../../shared/golden/model-tools.json', import.meta.url)

/** Numbers near those expected, relatively; 0 exactly. */
function expectNear(actual: ArrayLike<number>, expected: ArrayLike<number>, relative: number): void {
  expect(actual.length).toBe(expected.length)
  for (let i = 0; i < expected.length; i++) {
    expect(Math.abs(actual[i]! - expected[i]!), `number ${i}: ${actual[i]} for ${expected[i]}`).toBeLessThanOrEqual(
      relative * Math.abs(expected[i]!) + 1e-15,
    )
  }
}

describe.skipIf(!existsSync(file))('shared/golden/model-tools.json, skipped where it is not beside the repository', () => {
  const { calibration, metrics } = JSON.parse(existsSync(file) ? readFileSync(file, 'utf8') : '{}') as Golden
  const weightings = ['unweighted', 'weighted'] as const

  /** The probabilities that the graph of a calibrated model gives to the probed scores. */
  const atProbe = async (method: CalibrationMethod, weighting: Weighting = 'unweighted') => {
    const column = (name: 'label' | 'score' | 'weight') => Float64Array.from(calibration[name])
    const rows = { label: column('label'), score: column('score'), ...(weighting === 'weighted' && { weight: column('weight') }) }
    const { definition } = calibrate(await repaymentModel, rows, { method })
    return { probability: probabilityOf(definition, Float64Array.from(calibration.probe)), state: definition.learned.at(-1)!.state }
  }

  test.each(weightings)('isotonic calibration in the graph, %s', async (weighting) => {
    expectNear((await atProbe('isotonic', weighting)).probability, calibration.isotonic[weighting].at_probe, 1e-12)
  })

  test.each(weightings)('sigmoid calibration in the graph, %s', async (weighting) => {
    const { probability } = await atProbe('sigmoid', weighting)
    expectNear(probability, calibration.sigmoid[weighting].at_probe, 1e-9)
    expectNear(probability, calibration.sigmoid[weighting].sklearn_at_probe, 1e-4)
  })

  test('temperature in the graph, and scikit-learn’s, whose inverse temperature is 1 / (2 T)', async () => {
    const { probability, state } = await atProbe('temperature')
    const { unweighted, weighted, sklearn } = calibration.temperature
    const { temperature } = state as { readonly temperature: number }
    expectNear([temperature], [unweighted.temperature], 1e-9)
    expectNear(probability, unweighted.at_probe, 1e-9)
    expectNear([1 / (2 * temperature)], [sklearn.inverse_temperature], 1e-5)
    expectNear(probability, sklearn.at_probe, 1e-5)
    const weightedState = (await atProbe('temperature', 'weighted')).state as { readonly temperature: number }
    expectNear([weightedState.temperature], [weighted.temperature], 1e-9)
  })

  test('temperature of several classes', () => {
    const { logits, label, temperature } = calibration.temperature.multiclass
    const columns = [0, 1, 2].map((index) => logits.map((row) => row[index]!))
    expectNear([fitTemperature({ logits: columns, label })], [temperature], 1e-9)
  })

  test('the threshold of least cost', async () => {
    const label = Float64Array.from(metrics.label)
    const score = Float64Array.from(metrics.p, (p) => Math.log(p / (1 - p)))
    const { value } = chooseThreshold(await repaymentModel, { label, score }, { costs: { falsePositive: 5, falseNegative: 1 } })
    expectNear([value * label.length], [metrics.cost_5_false_positive_1_false_negative.least], 1e-12)
  })
})
