import type { Json, Model, ModelSource, ModelTypes } from '@millrace/core'
import type { ExampleApplicant } from '@millrace/core/testing'
import { exampleModel } from '@millrace/core/testing'
import { describe, expectTypeOf, it } from 'vitest'
import type { Registry } from './registry.ts'

declare const registry: Registry
type Spec = ModelTypes<ExampleApplicant, 'yes' | 'no'>
type Example = Model<ExampleApplicant, 'yes' | 'no'>

describe('a loaded model', () => {
  it('is typed by its spec', () => {
    expectTypeOf(registry.load<Spec>('repayment/1')).resolves.toEqualTypeOf<Example>()
    expectTypeOf(registry.follow<Spec>('repayment@production')).toEqualTypeOf<ModelSource<Example>>()
    void registry.load<Spec>('repayment/1').then((model) => {
      expectTypeOf(model.predict({ income: 1, amount: null, area: null, employed: true, gender: null }).label).toEqualTypeOf<'yes' | 'no'>()
      // @ts-expect-error employed is missing
      model.predict({ income: 1, amount: null, area: null, gender: null })
    })
  })

  it('takes any row where no spec is named', () => {
    expectTypeOf(registry.load('repayment/1')).resolves.toExtend<Model>()
    expectTypeOf(registry.follow('repayment@production')).toExtend<ModelSource<Model>>()
  })
})

describe('runs', () => {
  it('need a goal for a metric that nobody knows', () => {
    void registry.bestRun({ metric: 'auc' })
    void registry.bestRun({ metric: 'profit', goal: 'max' })
    // @ts-expect-error whether more profit is better is not known
    void registry.bestRun({ metric: 'profit' })
  })

  it('take a versioned file or a named dataset, and params that have a text', () => {
    void registry.startRun('loans', { dataset: { path: 'a.csv', digest: 'md5:0' }, params: { depth: 3, at: new Date(), none: undefined } })
    // @ts-expect-error nothing says which data it is
    void registry.startRun('loans', { dataset: { name: 'loans' } })
    // @ts-expect-error a function has no text
    void registry.startRun('loans', { params: { f: () => 1 } })
  })

  it('give what their work gives', () => {
    expectTypeOf(registry.withRun('loans', {}, async () => 42)).resolves.toEqualTypeOf<number>()
  })
})

describe('register', () => {
  it('takes a model of any rows and labels, and metrics of any interface', () => {
    interface Metrics {
      readonly auc: number
    }
    const metrics: Metrics = { auc: 0.8 }
    void registry.register(exampleModel(), { evaluation: { metrics }, profile: { columns: [] } })
    expectTypeOf(registry.readProfile('a/1')).resolves.toEqualTypeOf<Json | undefined>()
  })
})
