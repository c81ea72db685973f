import type { Model, Table } from '@millrace/core'
import type { ExampleApplicant } from '@millrace/core/testing'
import { expectTypeOf, test } from 'vitest'
import { memoryPredictionLog } from '../testing/memory-prediction-log.ts'
import { type PredictionRow, predictionTable } from './prediction-table.ts'

test('a table of predictions has the columns and labels of the model', async () => {
  const model = {} as Model<ExampleApplicant, 'yes' | 'no'>
  const table = await predictionTable(memoryPredictionLog(), { model })
  expectTypeOf(table).toEqualTypeOf<Table<PredictionRow<ExampleApplicant, 'yes' | 'no'>>>()
  const { id, income, area, actual } = table.row(0)
  expectTypeOf(id).toEqualTypeOf<string>()
  expectTypeOf(income).toEqualTypeOf<number | null>()
  expectTypeOf(area).toEqualTypeOf<'Urban' | 'Rural' | 'Coast' | null>()
  expectTypeOf(actual).toEqualTypeOf<'yes' | 'no' | null>()
  // @ts-expect-error the model has no such column
  table.column('agee')
})
