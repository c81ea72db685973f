import { expectTypeOf, it } from 'vitest'
import type { Table } from '../table/table.ts'
import { loadModel } from './load-model.ts'
import type { Model, ModelTypes } from './model.ts'
import type { Prediction } from './prediction.ts'

interface Loan {
  readonly income: number
  readonly area: 'Urban' | 'Rural' | null
}
declare const model: Model<Loan, 'yes' | 'no'>
declare const table: Table<Loan>
const row: Loan = { income: 1, area: null }

it('a row gives a prediction, rows give predictions, a table gives a table', () => {
  expectTypeOf(model.predict(row)).toEqualTypeOf<Prediction<'yes' | 'no'>>()
  expectTypeOf(model.predict([row])).toEqualTypeOf<readonly Prediction<'yes' | 'no'>[]>()
  expectTypeOf(model.predict(table).row(0).label).toEqualTypeOf<'yes' | 'no' | null>()
  expectTypeOf(model.predict(table).row(0).score).toEqualTypeOf<number | null>()
  expectTypeOf(model.predict(row).label).toEqualTypeOf<'yes' | 'no'>()
  expectTypeOf(model.explain(row).score).toEqualTypeOf<number>()
})

it('a table of more columns can be scored', () => {
  expectTypeOf(model.predict).toBeCallableWith(table as Table<Loan & { readonly gender: string }>)
})

it('a loaded model is typed by its spec, and takes any row without one', async () => {
  type Spec = ModelTypes<Loan, boolean>
  expectTypeOf(loadModel<Spec>).returns.resolves.toEqualTypeOf<Model<Loan, boolean>>()
  const untyped = await loadModel('folder')
  expectTypeOf(untyped.predict({ anything: 1 }).label).toEqualTypeOf<NonNullable<unknown>>()
})

it('mistakes do not compile', () => {
  // @ts-expect-error the area is missing: null must be sent
  model.predict({ income: 1 })
  // @ts-expect-error a string is no income
  model.predict({ income: '1', area: null })
  // @ts-expect-error 'Moon' is no area
  model.predict({ income: 1, area: 'Moon' })
  // @ts-expect-error there is no salary
  model.predict({ income: 1, area: null, salary: 2 })
  // @ts-expect-error the table lacks the area
  model.predict({} as Table<{ income: number }>)
  // @ts-expect-error 'maybe' is no label
  model.predict(row).label === 'maybe'
})
