import { defineFeatures } from '@millrace/core'
import { expectClose } from '@millrace/core/testing'
import { oneHot } from '@millrace/data'
import { describe, expect, test } from 'vitest'
import { defineModel } from '../../model/define-model.ts'
import { binary } from '../../model/target.ts'
import { train } from '../../model/train.ts'
import { dummy } from '../../trainers/dummy.ts'
import { explanations, formulaModel, formulaTable, hasGolden, LoanSchema, loanTable } from '../test-support.ts'
import { partialDependence } from './partial-dependence.ts'

const golden = { rel: 1e-12 }

describe.skipIf(!hasGolden)('as scikit-learn (shared/golden beside the repository)', () => {
  test('averages and individual answers of one column', async () => {
    const given = explanations()
    const { grid, average, individual } = given.partial_dependence.column_0
    const found = await partialDependence(await formulaModel(given), formulaTable(given), { columns: ['x0'], values: [grid] })
    expectClose(found.average, average, golden)
    found.individual.forEach((row, i) => {
      expectClose(row, individual[i]!, golden)
    })
  })

  test('the default grid of a column of many values', async () => {
    const given = explanations()
    const { grid, average } = given.partial_dependence.column_2_default_grid
    const found = await partialDependence(await formulaModel(given), formulaTable(given), { columns: ['x2'], points: 5 })
    expectClose(found.grid[0] as number[], grid, golden)
    expectClose(found.average, average, golden)
  })

  test('a surface of two columns', async () => {
    const given = explanations()
    const { grid_0, grid_1, average } = given.partial_dependence.columns_0_1
    const found = await partialDependence(await formulaModel(given), formulaTable(given), {
      columns: ['x0', 'x1'],
      values: [grid_0, grid_1],
    })
    expectClose(found.average, average.flat(), golden)
  })
})

const features = defineFeatures(LoanSchema, ({ income, area }) => ({ income, area: area.pipe(oneHot()) }))
const model = () =>
  train(defineModel({ name: 'loans', features, target: binary('repaid', { positive: 'yes' }), trainer: dummy() }), loanTable(), { seed: 7 })

test('a column of text is set to each value that occurs, and null on request', async () => {
  const found = await partialDependence(await model(), loanTable(), { columns: ['area'] })
  expect(found.grid).toEqual([['north', 'south']])
  expect(found.average).toHaveLength(2)
})

test('rows beyond the most are drawn, the same at every call', async () => {
  const options = { columns: ['income'], rows: 50 } as const
  const [first, second] = [
    await partialDependence(await model(), loanTable(), options),
    await partialDependence(await model(), loanTable(), options),
  ]
  expect(first.rows).toHaveLength(50)
  expect(second.rows).toEqual(first.rows)
  expect(new Set(first.rows).size).toBe(50)
})

test('a column that the model does not read is refused', async () => {
  await expect(partialDependence(await model(), loanTable(), { columns: ['age'] })).rejects.toMatchObject({ code: 'E_COLUMN_UNKNOWN' })
})

test('an abort ends it', async () => {
  const reason = new Error('enough')
  const options = { columns: ['income'], signal: AbortSignal.abort(reason) } as const
  await expect(partialDependence(await model(), loanTable(), options)).rejects.toBe(reason)
})
