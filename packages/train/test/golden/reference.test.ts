import { existsSync, readFileSync } from 'node:fs'
import { auc as areaUnderCurve } from '@millrace/core/metrics'
import { expectClose } from '@millrace/core/testing'
import { evaluate, train } from '@millrace/train'
import { describe, expect, test } from 'vitest'
import { scoredRowsOf } from '../../src/evaluation/score-table.ts'
import { dataSets } from '../support/data-sets.ts'
import { roundTrip } from '../support/round-trip.ts'
import { prepare } from './protocol.ts'

interface Fit {
  readonly n_train: number
  readonly n_test: number
  readonly n_columns: number
  readonly logreg: Readonly<Record<Metric, number>> & { readonly confusion: readonly (readonly number[])[] }
  readonly logreg_train_auc: number
  readonly first5_test_p: readonly number[]
  readonly intercept?: number
  readonly coef?: Readonly<Record<string, number>>
}
type Metric = 'accuracy' | 'roc_auc' | 'log_loss' | 'brier' | 'f1' | 'precision' | 'recall' | 'average_precision' | 'ks' | 'mcc'

const shared = new URL('../../../../../shared/', import.meta.url)
const file = new URL('golden/reference.json', shared)
/** The reference gives eight decimals of metrics and probabilities, and six of coefficients. */
const eightDecimals = { rel: 0, abs: 1e-8 }
const sixDecimals = { rel: 0, abs: 1e-6 }

describe.skipIf(!existsSync(file))('logistic fits of shared/golden/reference.json, skipped where it is not beside the repository', () => {
  const { fits } = JSON.parse(existsSync(file) ? readFileSync(file, 'utf8') : '{}') as { readonly fits: Readonly<Record<string, Fit>> }

  test.each(dataSets)('$name: metrics, probabilities and coefficients are those of scikit-learn', async (set) => {
    const golden = fits[set.name]!
    const { spec, train: fitting, test: held } = await prepare(set, new URL('data/', shared))
    const model = await roundTrip(await train(spec, fitting, { seed: 7 }))
    const { metrics, evidence } = evaluate(model, held, { rounds: 0 })
    const { coefficients, intercept } = model.definition.estimator.diagnostics as unknown as Diagnostics

    expect([fitting.rowCount, held.rowCount, coefficients.length]).toEqual([golden.n_train, golden.n_test, golden.n_columns])
    const { logreg } = golden
    const { truePositive, falsePositive, trueNegative, falseNegative } = metrics.confusion
    expect([
      [trueNegative, falsePositive],
      [falseNegative, truePositive],
    ]).toEqual(logreg.confusion)
    const { accuracy, auc, logLoss, brier, f1, precision, recall, averagePrecision, ks, mcc } = metrics
    const ours = { accuracy, roc_auc: auc, log_loss: logLoss, brier, f1, precision, recall, average_precision: averagePrecision, ks, mcc }
    expectClose({ ...ours, confusion: 0 }, { ...logreg, confusion: 0 }, eightDecimals)
    expectClose(evidence.score.slice(0, 5), golden.first5_test_p, eightDecimals)
    expectClose(areaUnderCurve(scoredRowsOf(model, fitting)), golden.logreg_train_auc, eightDecimals)
    if (golden.coef === undefined) return
    const weights = Object.fromEntries(coefficients.map(({ name, weight }) => [name.replace(':', '='), weight]))
    expectClose(weights, golden.coef, sixDecimals)
    expectClose(intercept.weight, golden.intercept, sixDecimals)
  })
})

interface Diagnostics {
  readonly intercept: { readonly weight: number }
  readonly coefficients: readonly { readonly name: string; readonly weight: number }[]
}
