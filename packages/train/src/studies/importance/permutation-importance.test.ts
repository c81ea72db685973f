import { defineFeatures } from '@millrace/core'
import { expectClose } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import { defineModel } from '../../model/define-model.ts'
import { binary, regression } from '../../model/target.ts'
import { train } from '../../model/train.ts'
import { linearRegression } from '../../trainers/linear/least-squares/linear-regression.ts'
import { logisticRegression } from '../../trainers/linear/logistic/logistic-regression.ts'
import { explanations, formulaModel, formulaTable, hasGolden, LoanSchema, loanTable } from '../test-support.ts'
import { outcomeOf } from './outcome.ts'
import { permutationImportance, shuffled } from './permutation-importance.ts'

describe.skipIf(!hasGolden)('as scikit-learn (shared/golden beside the repository)', () => {
  test.each([
    ['logLoss', 'log_loss'],
    ['auc', 'roc_auc'],
  ] as const)('the worsening of %s by each shuffle', async (metric, name) => {
    const golden = explanations()
    const table = formulaTable(golden)
    const outcome = outcomeOf(await formulaModel(golden), table, { metric, weights: undefined })
    expectClose(outcome.base, golden.base[name], { rel: 1e-12 })
    golden.permutation_importance.columns.forEach(({ permutations, importance }, j) => {
      const each = permutations.map(
        (order) => outcome.worsening(shuffled(table, `x${j}`, Int32Array.from(order)), { seed: 0, rounds: 1, confidence: 0.5 }).value,
      )
      expectClose(each, importance[name].each, { rel: 1e-9, abs: 1e-12 })
    })
  })
})

const features = defineFeatures(LoanSchema, ({ income, noise }) => ({ income, noise }))
const model = () =>
  train(
    defineModel({ name: 'loans', features, target: binary('repaid', { positive: 'yes' }), trainer: logisticRegression() }),
    loanTable(),
    { seed: 7 },
  )

test('a column that matters is above noise by its interval, and the order follows', async () => {
  const { columns, metric } = await permutationImportance(await model(), loanTable(), { seed: 7 })
  expect(metric).toBe('logLoss')
  expect(columns.map(({ column }) => column)).toEqual(['income', 'noise'])
  const [income, noise] = columns
  expect(income!.lower).toBeGreaterThan(noise!.upper)
  expect(income!.each).toHaveLength(5)
})

test('equal seeds give equal figures', async () => {
  const [first, second] = [
    await permutationImportance(await model(), loanTable(), { seed: 7 }),
    await permutationImportance(await model(), loanTable(), { seed: 7 }),
  ]
  expect(second).toEqual(first)
})

test('of a number, RMSE gets worse', async () => {
  const target = defineFeatures(LoanSchema, ({ income, noise }) => ({ income, noise }))
  const spec = defineModel({ name: 'ages', features: target, target: regression('age'), trainer: linearRegression() })
  const { metric, base } = await permutationImportance(await train(spec, loanTable(), { seed: 7 }), loanTable(), { seed: 7 })
  expect(metric).toBe('rmse')
  expect(base).toBeGreaterThan(0)
})

test('unknown columns and metrics are refused', async () => {
  await expect(permutationImportance(await model(), loanTable(), { seed: 7, columns: ['age'] })).rejects.toMatchObject({
    code: 'E_COLUMN_UNKNOWN',
  })
  await expect(permutationImportance(await model(), loanTable(), { seed: 7, metric: 'rmse' })).rejects.toThrow(RangeError)
})
