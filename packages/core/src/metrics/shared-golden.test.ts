import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'vitest'
import { expectClose } from '../testing/expect-close.ts'
import { binaryMetrics, calibrationTable, fitIsotonic, fitSigmoid, isotonicProbability, sigmoidProbability } from './index.ts'

type Numbers = readonly number[]
type Weighting = 'unweighted' | 'weighted'

interface Golden {
  readonly calibration: {
    readonly score: Numbers
    readonly label: Numbers
    readonly weight: Numbers
    readonly probe: Numbers
    readonly isotonic: Record<Weighting, { readonly knots_x: Numbers; readonly knots_y: Numbers; readonly at_probe: Numbers }>
    readonly sigmoid: Record<Weighting, { readonly a: number; readonly b: number; readonly at_probe: Numbers }>
    readonly curve: Record<'uniform' | 'quantile', { readonly fraction_positive: Numbers; readonly mean_predicted: Numbers }>
  }
  readonly metrics: { readonly p: Numbers; readonly label: Numbers; readonly weight: Numbers } & Record<
    Weighting,
    { readonly roc_auc: number; readonly average_precision: number; readonly log_loss: number; readonly brier: number }
  >
}

const file = new URL('../../../../../shared/golden/model-tools.json', import.meta.url)

describe.skipIf(!existsSync(file))('shared/golden/model-tools.json, skipped where it is not beside the repository', () => {
  const { calibration, metrics } = JSON.parse(existsSync(file) ? readFileSync(file, 'utf8') : '{}') as Golden
  const weightings = ['unweighted', 'weighted'] as const
  const weighed = (weighting: Weighting, weight: Numbers) => (weighting === 'weighted' ? { weight } : {})

  test.each(weightings)('isotonic calibration, %s', (weighting) => {
    const { score, label, weight, probe } = calibration
    const { knots_x: x, knots_y: y, at_probe: probability } = calibration.isotonic[weighting]
    const isotonic = fitIsotonic({ score, label, ...weighed(weighting, weight) })
    const close = { rel: 1e-12, abs: 1e-15 }
    expectClose(isotonic, { x, y }, close)
    expectClose(
      probe.map((value) => isotonicProbability(isotonic, value)),
      probability,
      close,
    )
  })

  test.each(weightings)('sigmoid calibration, %s', (weighting) => {
    const { score, label, weight, probe } = calibration
    const { a, b, at_probe: probability } = calibration.sigmoid[weighting]
    const sigmoid = fitSigmoid({ score, label, ...weighed(weighting, weight) })
    expectClose(sigmoid, { a, b }, { rel: 1e-9 })
    expectClose(
      probe.map((value) => sigmoidProbability(sigmoid, value)),
      probability,
      { rel: 1e-9 },
    )
  })

  test.each(['uniform', 'quantile'] as const)('calibration table, %s bins', (strategy) => {
    const score = calibration.score.map((value) => 1 / (1 + Math.exp(-value)))
    const { bins } = calibrationTable({ label: calibration.label, score }, { bins: 8, strategy })
    const { fraction_positive: observed, mean_predicted: predicted } = calibration.curve[strategy]
    expectClose([bins.map((bin) => bin.observedRate), bins.map((bin) => bin.meanPredicted)], [observed, predicted], { rel: 1e-12 })
  })

  test.each(weightings)('metrics, %s', (weighting) => {
    const { p: score, label, weight } = metrics
    const { auc, averagePrecision, logLoss, brier } = binaryMetrics({ score, label, ...weighed(weighting, weight) })
    const expected = metrics[weighting]
    expectClose(
      [auc, averagePrecision, logLoss, brier],
      [expected.roc_auc, expected.average_precision, expected.log_loss, expected.brier],
      { rel: 1e-12 },
    )
  })
})
