import type { Model, ModelSource, ModelTypes, ServedModel } from '@millrace/core'
import { exampleModel } from '@millrace/core/testing'
import { expectTypeOf, it } from 'vitest'
import { createServer, type Server } from './create-server.ts'

interface Loan {
  readonly income: number
  readonly area: 'Urban' | 'Rural' | null
}

/** As a registry follows an alias, with the types that a model spec carries. */
declare function follow<S extends ModelTypes<unknown, unknown>>(
  reference: string,
): ModelSource<S extends ModelTypes<infer In, infer Label> ? Model<In, Label> : never>
declare const approval: ModelTypes<Loan, 'Y' | 'N'>
declare const model: Model<Loan, 'Y' | 'N'>
declare const served: ServedModel<Model<Loan, 'Y' | 'N'>>

it('a server has the types of what it serves', () => {
  expectTypeOf(createServer({ model: follow<typeof approval>('loan-approval@production') })).toEqualTypeOf<Server<Loan, 'Y' | 'N'>>()
  expectTypeOf(createServer({ model })).toEqualTypeOf<Server<Loan, 'Y' | 'N'>>()
  expectTypeOf(createServer({ model: served })).toEqualTypeOf<Server<Loan, 'Y' | 'N'>>()
  expectTypeOf(createServer({ model: Promise.resolve(model) })).toEqualTypeOf<Server<Loan, 'Y' | 'N'>>()
  expectTypeOf(createServer({ model: exampleModel() })['~label']).toEqualTypeOf<'yes' | 'no' | undefined>()
})

it('any server is a server', () => {
  expectTypeOf(createServer({ model })).toExtend<Server>()
})

it('what is no model is refused', () => {
  // @ts-expect-error a name is no model: registry.follow gives one
  createServer({ model: 'loan-approval@production' })
  // @ts-expect-error options are spelt as they are
  createServer({ model, limit: {} })
})
