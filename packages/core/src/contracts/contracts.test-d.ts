import { describe, expectTypeOf, it } from 'vitest'
import type { Model } from '../model/model.ts'
import type { ModelSource } from './model-source.ts'
import type { PredictionLog } from './prediction-log.ts'
import type { RegistryStore } from './registry-store.ts'
import type { TrackingStore } from './tracking-store.ts'

declare const tracking: TrackingStore
declare const registry: RegistryStore
declare const log: PredictionLog

describe('run filters', () => {
  it('combine conditions by all, any and not', () => {
    void tracking.searchRuns({
      filter: {
        all: [
          { metric: 'auc', is: '>=', value: 0.7 },
          {
            any: [
              { param: 'trainer', is: 'in', values: ['trees', 'linear'] },
              { param: 'depth', is: '<', value: 4 },
            ],
          },
          { not: { tag: 'draft', is: 'present' } },
          { attribute: 'startedAtMs', is: '>', value: 0 },
          { dataset: 'digest', is: '=', value: 'md5:00' },
        ],
      },
      orderBy: [{ metric: 'auc', descending: true }, { attribute: 'name' }],
    })
  })

  it('refuse a text where a number is compared, and attributes that runs lack', () => {
    // @ts-expect-error a metric is a number
    void tracking.searchRuns({ filter: { metric: 'auc', is: '>', value: '0.7' } })
    // @ts-expect-error a tag has no order
    void tracking.searchRuns({ filter: { tag: 'a', is: '>', value: 'b' } })
    // @ts-expect-error runs have no such attribute
    void tracking.searchRuns({ filter: { attribute: 'color', is: '=', value: 'red' } })
  })
})

describe('registry changes', () => {
  it('move an alias on condition, and record a refusal', () => {
    const context = { actor: 'ada', reason: 'gate', details: { auc: 0.8 } }
    void registry.commit([{ action: 'set-alias', model: 'loan', alias: 'production', version: 2, expected: 1 }], context)
    void registry.commit([{ action: 'refuse-promotion', model: 'loan', version: 3, alias: 'production' }], context)
    // @ts-expect-error the audit needs to know who
    void registry.commit([{ action: 'delete-model', model: 'loan' }], {})
    // @ts-expect-error a stage is one of four
    void registry.commit([{ action: 'set-stage', model: 'loan', version: 2, stage: 'Live' }], context)
  })

  it('name a version by number, alias or stage', () => {
    void registry.findVersion({ model: 'loan', alias: 'production' })
    // @ts-expect-error a name alone names no version
    void registry.findVersion({ model: 'loan' })
  })
})

describe('serving', () => {
  it('a source of a typed model is a source of models', () => {
    type Loan = Model<{ readonly income: number }, 'Y' | 'N'>
    expectTypeOf<NonNullable<ReturnType<ModelSource<Loan>['current']>>['model']>().toEqualTypeOf<Loan>()
    expectTypeOf<ModelSource<Loan>>().toExtend<ModelSource<unknown>>()
  })

  it('appending to the log is not waited for', () => {
    expectTypeOf(log.append).returns.toEqualTypeOf<void>()
  })
})
